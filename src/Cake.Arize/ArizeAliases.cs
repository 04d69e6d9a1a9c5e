using Cake.Core.Annotations;

namespace Cake.Arize;

/// <summary>
/// Gates Cake builds on evaluations of Arize AX. Every alias also exists in an asynchronous form. An alias that fails throws a
/// <c>CakeException</c> whose message contains code, reason and next step; the script then ends with exit code 1.
/// </summary>
[CakeAliasCategory("Arize")]
[CakeNamespaceImport("Cake.Arize")]
[CakeNamespaceImport("Arize.Build.Client")]
[CakeNamespaceImport("Arize.Build.Gates")]
public static partial class ArizeAliases;
