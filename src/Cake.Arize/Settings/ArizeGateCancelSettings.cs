namespace Cake.Arize;

/// <summary>Which record names the runs to cancel.</summary>
public sealed class ArizeGateCancelSettings : ArizeGateRecordSettings;
