using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>Reads Evaluators items: Include = name or id, metadata VersionId, QueryFilter, ColumnMappings <c>a=b;c=d</c>.</summary>
internal static class EvaluatorItems
{
    static readonly string[] Known = ["VersionId", "QueryFilter", "ColumnMappings"];

    public static IReadOnlyList<TaskEvaluator>? Read(SettingReader settings, ITaskItem[]? items)
    {
        if (items is not { Length: > 0 })
            return null;
        var evaluators = new List<TaskEvaluator>();
        foreach (var item in items)
        {
            // A pin with a slip of the pen in its name would not hold.
            foreach (var unknown in item.CloneCustomMetadata().Keys.Cast<string>().Except(Known, StringComparer.OrdinalIgnoreCase))
                settings.Add([UnknownMetadata.Of($"Evaluator '{item.ItemSpec}'", unknown, Known)]);
            evaluators.Add(new TaskEvaluator
            {
                Evaluator = item.ItemSpec.Trim(),
                VersionId = SettingReader.Text(item.GetMetadata("VersionId")),
                QueryFilter = SettingReader.Text(item.GetMetadata("QueryFilter")),
                ColumnMappings = PairItems.Read(settings, $"ColumnMappings of evaluator '{item.ItemSpec}'", item, "ColumnMappings"),
            });
        }
        return evaluators;
    }
}
