using System.Reflection;
using System.Xml.Linq;
using Arize.Build.Tasks;
using Cake.Arize;
using Cake.Core;
using Cake.Core.Annotations;
using Microsoft.Build.Framework;

namespace Arize.Build.Tests.Cake;

/// <summary>What the aliases must be like, read off them.</summary>
public sealed class AliasShapeTests
{
    static readonly MethodInfo[] Aliases = [.. typeof(ArizeAliases).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)];

    static readonly string[] Names = [.. Aliases.Select(a => a.Name).Distinct()];

    static readonly Type[] SettingsTypes = [.. typeof(ArizeSettings).Assembly.GetExportedTypes().Where(typeof(ArizeSettings).IsAssignableFrom)];

    [Test]
    public void Every_task_of_MSBuild_and_every_verb_has_an_alias_of_its_name()
    {
        // The tasks behind the targets have the verbs' names in Cake. ArizeReportFault says what is wrong with a project's items, and a script has none.
        var tasks = typeof(ArizeBuildTask).Assembly.GetExportedTypes().Where(t => typeof(ITask).IsAssignableFrom(t) && !t.IsAbstract && !t.Name.EndsWith("Gates", StringComparison.Ordinal) && t != typeof(ArizeReport)).Select(t => t.Name);
        Assert.That(Names, Is.SupersetOf(tasks.Concat(["ArizeGate", "ArizeGateStart", "ArizeGateCancel", "ArizeGateRequire", "ArizeGateReplay"])));
    }

    [Test]
    public void Every_alias_comes_plain_and_asynchronous_with_the_same_parameters()
    {
        Assert.That(Names, Is.Not.Empty);
        foreach (var name in Names.Where(n => !n.EndsWith("Async", StringComparison.Ordinal)))
            Assert.That(Parameters($"{name}Async"), Is.EquivalentTo(Parameters(name)), name);

        static IEnumerable<string> Parameters(string name) => Aliases.Where(a => a.Name == name).Select(a => string.Join(", ", a.GetParameters().Select(p => $"{p.ParameterType} {p.Name}")));
    }

    [Test]
    public void An_asynchronous_alias_gives_the_plain_one_s_result_later() =>
        Assert.That(Aliases.Where(a => a.Name.EndsWith("Async", StringComparison.Ordinal)).Select(a => a.ReturnType), Has.All.Matches<Type>(typeof(Task).IsAssignableFrom));

    [Test]
    public void No_alias_has_an_optional_parameter_of_a_value_type_because_one_such_breaks_every_script() =>
        Assert.That(Aliases.SelectMany(a => a.GetParameters()).Where(p => p.IsOptional && p.ParameterType.IsValueType), Is.Empty);

    [Test]
    public void Every_alias_takes_one_settings_object_at_its_end_and_only_that_may_be_optional()
    {
        foreach (var alias in Aliases)
        {
            var parameters = alias.GetParameters();
            Assert.That(parameters.Where(p => typeof(ArizeSettings).IsAssignableFrom(p.ParameterType)), Is.EqualTo(new[] { parameters[^1] }), alias.ToString());
            Assert.That(parameters[..^1].Where(p => p.IsOptional), Is.Empty, alias.ToString());
        }
        Assert.That(Aliases, Has.Length.EqualTo(Names.Length + 6), "only a gate, a wait and a cancel are for one or for several");
        Assert.That(Aliases.Where(a => !a.GetParameters()[^1].IsOptional).Select(a => a.Name).Distinct().Where(n => !n.EndsWith("Async", StringComparison.Ordinal)),
            Is.EquivalentTo(new[] { "ArizeCreateExperimentTask", "ArizeCreateEvaluationTask", "ArizeUpdateTask" }), "nothing works without settings there");
    }

    [Test]
    public void No_alias_takes_settings_that_another_alias_has_for_itself()
    {
        // An instance that several aliases took would have members that some of them ignore.
        var shared = Aliases.GroupBy(a => a.GetParameters()[^1].ParameterType, a => a.Name.Replace("Async", "", StringComparison.Ordinal))
            .Where(g => g.Key != typeof(ArizeSettings) && g.Distinct().Count() > 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shared.Select(g => g.Key), Is.Empty);
            Assert.That(SettingsTypes.Where(t => t != typeof(ArizeSettings) && !t.IsSealed && !t.IsAbstract), Is.Empty);
            Assert.That(Having("VerdictMaxAge"), Is.EqualTo(new[] { typeof(ArizeGateRequireSettings) }));
            Assert.That(Having("Replay"), Is.EqualTo(new[] { typeof(ArizeGateReplaySettings) }));
            Assert.That(Having("Skip").Concat(Having("DryRun")).Concat(Having("WhenNoKey")), Is.All.EqualTo(typeof(ArizeGateSettings)));
        }

        static IEnumerable<Type> Having(string property) => SettingsTypes.Where(t => !t.IsAbstract && t.GetProperty(property) is not null);
    }

    [TestCaseSource(nameof(Aliases))]
    public void An_alias_is_found_by_Cake_and_has_an_example(MethodInfo alias)
    {
        var file = System.IO.Path.ChangeExtension(typeof(ArizeAliases).Assembly.Location, ".xml");
        var members = XDocument.Load(file).Descendants("member").ToLookup(m => ((string)m.Attribute("name")!).Split('(')[0]);
        var member = members[$"M:{typeof(ArizeAliases).FullName}.{alias.Name}"].ToArray();
        var plain = alias.Name.Replace("Async", "", StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(alias.IsDefined(typeof(CakeMethodAliasAttribute)), Is.True);
            Assert.That(alias.GetParameters()[0].ParameterType, Is.EqualTo(typeof(ICakeContext)));
            Assert.That(member, Has.Length.EqualTo(Aliases.Count(a => a.Name == alias.Name)));
            if (plain == alias.Name)
                Assert.That(member.Select(m => (string?)m.Element("example")), Has.All.Contains($"{plain}("));
            else // written once: the asynchronous alias takes over all of it
                Assert.That(member.Select(m => (string?)m.Element("inheritdoc")?.Attribute("cref")), Has.All.StartsWith($"M:{typeof(ArizeAliases).FullName}.{plain}("));
        }
    }

    [Test]
    public void All_aliases_are_of_one_category_and_bring_the_names_that_they_need()
    {
        var imports = typeof(ArizeAliases).GetCustomAttributes<CakeNamespaceImportAttribute>().Select(i => i.Namespace).ToArray();
        var used = Aliases.SelectMany(a => a.GetParameters().Select(p => p.ParameterType).Append(a.ReturnType)).SelectMany(Inner).Concat(SettingsTypes.SelectMany(s => s.GetProperties().SelectMany(p => Inner(p.PropertyType))))
            .Where(t => t.Namespace!.StartsWith("Arize.", StringComparison.Ordinal)).Select(t => t.Namespace).Distinct();
        Assert.That(typeof(ArizeAliases).GetCustomAttribute<CakeAliasCategoryAttribute>()!.Name, Is.EqualTo("Arize"));
        Assert.That(used, Is.SubsetOf(imports));

        static IEnumerable<Type> Inner(Type type) => type.GetGenericArguments().SelectMany(Inner).Append(type);
    }

    [TestCaseSource(nameof(SettingsTypes))]
    public void No_settings_hold_the_key(Type settings) =>
        Assert.That(settings.GetProperties().Select(p => p.Name).Where(n => n.Contains("Key", StringComparison.Ordinal)), Is.SubsetOf(new[] { "ApiKeyVariable", "ApiKeyFile", "RunKey", "WhenNoKey" }));

    /// <summary>DESIGN's closed list: what items and settings may say otherwise than a gate file.</summary>
    static readonly string[] Overridable =
        ["Task", "Space", "ExperimentName", "MaxExamples", "Timeout", "PollInterval", "OnTimeout", "MaxErrors", "MaxErrorRate", "Baseline", "OnFail", "Before", "Record"];

    [Test]
    public void Every_overridable_setting_is_reachable_from_both_front_ends()
    {
        var settings = typeof(ArizeGateSettings).GetProperties().Where(p => p.CanWrite).Select(p => p.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(GateItem.Known, Is.EquivalentTo(Overridable));
            // Before is MSBuild's own: in a script, the order of tasks says it.
            Assert.That(settings, Is.SupersetOf(Overridable.Except(["Before"])));
        }
    }

    [TestCaseSource(nameof(Aliases))]
    public void An_alias_has_a_page_with_its_settings_and_the_overview_names_it(MethodInfo alias)
    {
        var name = alias.Name.EndsWith("Async", StringComparison.Ordinal) ? alias.Name[..^"Async".Length] : alias.Name;
        var page = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "cake", $"{name}.md"));
        var settings = alias.GetParameters().Select(p => p.ParameterType).Where(t => t != typeof(ArizeSettings) && typeof(ArizeSettings).IsAssignableFrom(t))
            // What a gate is and where its record lies is on one page, to which those of the other verbs refer.
            .SelectMany(t => t.GetProperties()).Where(p => name == "ArizeGate" || p.DeclaringType is not { } d || !d.IsAbstract || !typeof(ArizeGateRecordSettings).IsAssignableFrom(d));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.StartWith($"# {name}\n\n```csharp\n").And.Contain($"{name}").And.Contain("**Result**").And.Contain("**Errors**"));
            Assert.That(settings.Where(p => p.DeclaringType != typeof(ArizeSettings)).Select(p => p.Name).Where(p => !page.Contains($"`{p}`", StringComparison.Ordinal)), Is.Empty);
            Assert.That(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "cake.md")), Does.Contain($"[{name}](cake/{name}.md)"));
        }
    }
}
