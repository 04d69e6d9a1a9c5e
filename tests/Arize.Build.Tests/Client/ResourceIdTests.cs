using Arize.Build.Client.Resolution;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>Names are told from ids by a rule that is stricter than the official clients'.</summary>
public sealed class ResourceIdTests
{
    [TestCase("OnlineTask"), TestCase("OrderBot"), TestCase("OpsDaily"), TestCase("Ojo6"), TestCase("support-golden"), TestCase("prod"), TestCase(""), TestCase("abcd"), TestCase("ÄÖÜß")]
    [TestCase("VGFzazo0NQ"), TestCase("VGFzazo0NQ= ="), TestCase("VGFz azo0NQ=="), TestCase("6f1c2b8e-7a3d-4d3b-9d83-0a4f6a1b2c3d")]
    public void A_name_is_a_name_even_where_an_official_client_takes_it_for_an_id(string name) => Assert.That(ResourceId.IsId(name), Is.False);

    [TestCase("OnlineTask:45:qRwX"), TestCase("TaskRun:900:aBcD"), TestCase("Space:3"), TestCase("LlmIntegration:12:x"), TestCase("RemoteEndpointIntegration:7:ab/+:c"), TestCase("DatasetVersion:1:\u00fc")]
    public void What_Arize_prints_as_an_id_is_one(string text) => Assert.That(ResourceId.IsId(Id(text)), Is.True);

    [TestCase("OnlineTask"), TestCase(":45"), TestCase("Online Task:45"), TestCase("Task:x"), TestCase("Task:"), TestCase("Task:4:"), TestCase("4:Task"), TestCase("T\u00e4sk:4")]
    public void Base64_of_something_else_is_no_id(string text) => Assert.That(ResourceId.IsId(Id(text)), Is.False);

    [Test]
    public void Bytes_that_are_no_text_are_no_id() => Assert.That(ResourceId.IsId(Convert.ToBase64String([0x54, 0x3A, 0x34, 0xFF, 0xFE, 0x80])), Is.False);

    [TestCase(".."), TestCase("."), TestCase("///"), TestCase("a b"), TestCase("a?b"), TestCase("a#b"), TestCase("a%2fb"), TestCase("a\nb"), TestCase("a\\b"), TestCase("\u00e4")]
    public void What_could_leave_a_path_is_not_safe_in_one(string text) => Assert.That(ResourceId.IsSafe(text), Is.False);

    [Test]
    public void A_long_text_is_no_id() => Assert.That((ResourceId.IsId(new string('A', 516)), ResourceId.IsSafe(new string('A', 513))), Is.EqualTo((false, false)));
}
