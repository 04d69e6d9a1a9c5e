using System.Collections;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Arize.Build.Tests.Tasks;

/// <summary>An item that knows the file that lists it, as MSBuild's own do.</summary>
sealed class DefinedItem(string include, string project) : ITaskItem
{
    readonly TaskItem item = new(include);

    public string ItemSpec { get => item.ItemSpec; set => item.ItemSpec = value; }

    public ICollection MetadataNames => item.MetadataNames;

    public int MetadataCount => item.MetadataCount;

    public string GetMetadata(string metadataName) => metadataName == "DefiningProjectFullPath" ? project : item.GetMetadata(metadataName);

    public void SetMetadata(string metadataName, string metadataValue) => item.SetMetadata(metadataName, metadataValue);

    public void RemoveMetadata(string metadataName) => item.RemoveMetadata(metadataName);

    public void CopyMetadataTo(ITaskItem destinationItem) => item.CopyMetadataTo(destinationItem);

    public IDictionary CloneCustomMetadata() => item.CloneCustomMetadata();
}
