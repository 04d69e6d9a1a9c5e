using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Arize.Build.Tests.FaultTable;

/// <summary>
/// Says which row of the fault table a test tries, what the fault is, and what is expected. A test that passes writes its line into the file that ARIZE_FAULT_TABLE names.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FaultRowAttribute(string number, string what, string expected) : Attribute, IApplyToTest, ITestAction
{
    public const string Category = "Faults";

    public string Number => number;

    public ActionTargets Targets => ActionTargets.Test;

    public void ApplyToTest(Test test) => Mark(test, number, what, expected);

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test)
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Passed)
            Print(number, what, expected);
    }

    public static void Mark(Test test, string number, string what, string expected)
    {
        test.Properties.Add(PropertyNames.Category, Category);
        test.Properties.Add("FaultRow", number);
        test.Properties.Add("Fault", what);
        test.Properties.Add("Expected", expected);
    }

    public static void Print(string number, string what, string expected)
    {
        if (Environment.GetEnvironmentVariable("ARIZE_FAULT_TABLE") is not { Length: > 0 } file)
            return;
        // One write in append mode: tests, and test processes, write at the same time.
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(System.Text.Encoding.UTF8.GetBytes($"#{number} {what}: {expected}\n"));
    }
}
