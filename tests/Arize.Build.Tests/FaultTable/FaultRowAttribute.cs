using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Arize.FaultTable; // not below Arize.Build, which would hide the Build of the end-to-end tests

/// <summary>Says which row of the fault table a test tries, what the fault is, and what is expected of it. What came of it goes into the <see cref="FaultLedger"/>.</summary>
/// <param name="number">The row.</param>
/// <param name="fault">The fault.</param>
/// <param name="expected">What is expected; the test asserts it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FaultRowAttribute(string number, string fault, string expected) : Attribute, IApplyToTest, ITestAction
{
    public const string Category = "Faults";

    public string Number => number;

    public ActionTargets Targets => ActionTargets.Test;

    public void ApplyToTest(Test test) => test.Properties.Add(PropertyNames.Category, Category);

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test)
    {
        string[] given = test is TestMethod { Arguments.Length: > 0 } ? [test.Name[test.Name.IndexOf('(', StringComparison.Ordinal)..]] : [];
        var passed = TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Passed;
        FaultLedger.Add(new FaultLine(number, string.Join(' ', [fault, .. given]), expected, passed ? "as expected" : "not as expected", null, null, passed));
    }
}
