namespace Microsoft.Build.Framework;

/// <summary>
/// Says to <c>dotnet build -mt</c> that a task may run beside others in one process: it reads neither the current folder nor, after its start, the environment. MSBuild looks for
/// this attribute by its name, so that tasks compiled against an older MSBuild can have it; without it a task runs in a separate process, which cannot be cancelled.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
