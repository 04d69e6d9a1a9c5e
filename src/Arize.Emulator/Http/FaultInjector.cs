namespace Arize.Emulator.Http;

/// <summary>Finds the fault that applies to a request, and counts how often each has been met.</summary>
sealed class FaultInjector(IEnumerable<ScenarioFault> first)
{
    readonly Lock gate = new();
    readonly List<ScenarioFault> faults = [.. first];
    readonly Dictionary<ScenarioFault, int> met = [];

    public void Add(ScenarioFault fault)
    {
        lock (gate)
            faults.Add(fault);
    }

    /// <summary>
    /// Null when nothing goes wrong. The first match that is not used up wins; the ones after it do not count the request.
    /// </summary>
    public ScenarioFault? Next(string method, string? template)
    {
        lock (gate)
        {
            foreach (var fault in faults.Where(fault => Matches(fault, method, template)))
            {
                var count = met[fault] = met.GetValueOrDefault(fault) + 1;
                if (count > fault.Skip && (fault.Times is not { } times || count <= fault.Skip + times))
                    return fault;
            }

            return null;
        }
    }

    static bool Matches(ScenarioFault fault, string method, string? template) =>
        (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.Path is null || fault.Path == template);
}
