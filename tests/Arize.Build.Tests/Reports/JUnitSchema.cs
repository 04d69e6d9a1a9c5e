namespace Arize.Build.Tests.Reports;

/// <summary>
/// What the two JUnit schemas in use demand, together: Ant's (no attributes on testsuites; package, id, hostname, timestamp without zone, properties, system-out and system-err are required; at most one
/// result in a case, and only type, message and text in it) and that of the Jenkins plug-ins (order is free there, so it holds, too).
/// </summary>
static class JUnitSchema
{
    public const string Text = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
          <xs:simpleType name="token"><xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="moment"><xs:restriction base="xs:dateTime"><xs:pattern value="[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"/></xs:restriction></xs:simpleType>
          <xs:complexType name="bad"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="message" type="xs:string"/><xs:attribute name="type" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
          <xs:element name="testsuites"><xs:complexType><xs:sequence>
            <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
              <xs:sequence>
                <xs:element name="properties"><xs:complexType><xs:sequence>
                  <xs:element name="property" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:attribute name="name" type="token" use="required"/><xs:attribute name="value" type="xs:string" use="required"/></xs:complexType></xs:element>
                </xs:sequence></xs:complexType></xs:element>
                <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                  <xs:choice minOccurs="0">
                    <xs:element name="skipped"><xs:complexType><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>
                    <xs:element name="error" type="bad"/>
                    <xs:element name="failure" type="bad"/>
                  </xs:choice>
                  <xs:attribute name="name" type="token" use="required"/><xs:attribute name="classname" type="token" use="required"/><xs:attribute name="time" type="xs:decimal" use="required"/>
                </xs:complexType></xs:element>
                <xs:element name="system-out" type="xs:string"/>
                <xs:element name="system-err" type="xs:string"/>
              </xs:sequence>
              <xs:attribute name="package" type="xs:token" use="required"/><xs:attribute name="id" type="xs:int" use="required"/><xs:attribute name="name" type="token" use="required"/>
              <xs:attribute name="timestamp" type="moment" use="required"/><xs:attribute name="hostname" type="token" use="required"/><xs:attribute name="tests" type="xs:int" use="required"/>
              <xs:attribute name="failures" type="xs:int" use="required"/><xs:attribute name="errors" type="xs:int" use="required"/><xs:attribute name="skipped" type="xs:int"/><xs:attribute name="time" type="xs:decimal" use="required"/>
            </xs:complexType></xs:element>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;
}
