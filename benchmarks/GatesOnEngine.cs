using System.Reflection;
using Arize.Build.Tasks;
using Microsoft.Build.Framework;

namespace Arize.Build.Benchmarks;

/// <summary>Asks gates on a build engine whose Yield does nothing, or on the real one.</summary>
public sealed class GatesOnEngine : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    readonly ArizeGates gates = new() { Operation = "Run" };

    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    [Required]
    public string Project { get; set; } = "";

    [Required]
    public string ProjectDirectory { get; set; } = "";

    public bool Yields { get; set; }

    public override bool Execute()
    {
        gates.BuildEngine = Yields ? BuildEngine : Engine.Of(BuildEngine);
        (gates.Gates, gates.Project, gates.ProjectDirectory) = (Gates, Project, ProjectDirectory);
        return gates.Execute();
    }

    public void Cancel() => gates.Cancel();

    public void Dispose() => gates.Dispose();

    /// <summary>Everything goes to the engine but Yield and Reacquire.</summary>
    public class Engine : DispatchProxy
    {
        IBuildEngine real = null!;

        internal static IBuildEngine Of(IBuildEngine real)
        {
            var engine = Create<IBuildEngine10, Engine>();
            ((Engine)(object)engine).real = real;
            return engine;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name is nameof(IBuildEngine3.Yield) or nameof(IBuildEngine3.Reacquire) ? null : targetMethod.Invoke(real, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
