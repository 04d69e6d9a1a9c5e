using System.Reflection;

namespace Arize.Build.Tests.Conventions;

/// <summary>Gates lies in the addin's folder, so a Frosting build can compile against it: what is public there is what aliases take and return, in one namespace.</summary>
public sealed class GatesSurfaceTests
{
    static readonly Assembly Gates = typeof(Build.Gates.GateResult).Assembly;

    [Test]
    public void Only_what_aliases_reach_is_public_and_it_is_in_one_namespace()
    {
        var reached = Reached();
        // Codes are what a script compares the codes of a result with.
        Assert.That(Gates.GetExportedTypes().Except(reached), Is.EqualTo(new[] { typeof(Build.Gates.GateErrorCode) }));
        Assert.That(reached.Where(t => t.Namespace != "Arize.Build.Gates").Select(t => t.FullName).Order(), Is.Empty);
    }

    static HashSet<Type> Reached()
    {
        var (seen, open) = (new HashSet<Type>(), new Stack<Type>(typeof(global::Cake.Arize.ArizeAliases).Assembly.GetExportedTypes()));
        while (open.TryPop(out var type))
        {
            if (type.HasElementType)
                open.Push(type.GetElementType()!);
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
                open.Push(argument);
            var isOurs = type.Assembly == Gates || type.Assembly == typeof(global::Cake.Arize.ArizeAliases).Assembly;
            if (!isOurs || !seen.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type))
                continue;
            const BindingFlags All = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            {
                foreach (var parameter in method.GetParameters())
                    open.Push(parameter.ParameterType);
                if (method is MethodInfo { ReturnType: var returned })
                    open.Push(returned);
            }
            foreach (var field in type.GetFields(All))
                open.Push(field.FieldType);
            if (type.BaseType is { } parent)
                open.Push(parent);
        }
        return [.. seen.Where(t => t.Assembly == Gates)];
    }
}
