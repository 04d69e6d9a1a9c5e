using System.Text.Json;

namespace Arize.FaultTable; // not below Arize.Build, which would hide the Build of the end-to-end tests

/// <summary>The file that the variable ARIZE_FAULT_LEDGER names: each try of a row adds a line of JSON, whether it held or not. <c>dotnet cake --target=Faults</c> prints it.</summary>
static class FaultLedger
{
    static readonly Lock Turn = new();

    public static void Add(FaultLine line)
    {
        if (Environment.GetEnvironmentVariable("ARIZE_FAULT_LEDGER") is not { Length: > 0 } file)
            return;
        lock (Turn)
            File.AppendAllText(file, JsonSerializer.Serialize(line) + "\n");
    }
}
