using System.Reflection;
using Arize.Build.Client;
using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>The service's clock, which every answer sets while other calls read it.</summary>
public sealed class ServerClockTests
{
    [Test]
    public async Task The_time_is_the_service_s_once_it_has_answered()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(GetRun, Reply.Json(Run("RUNNING"), 200, "Date: Tue, 05 May 2020 12:00:00 GMT"));
        using var client = arize.Client();
        Assert.That(client.ServerNow, Is.EqualTo(client.TimeProvider.GetUtcNow()));
        await client.Tasks.GetRunAsync(RunId);
        Assert.That(client.ServerNow, Is.EqualTo(new DateTimeOffset(2020, 5, 5, 12, 0, 0, TimeSpan.Zero)));
    }

    /// <summary>A struct of several words, such as a time with its offset, can be read half written.</summary>
    [Test]
    public void What_concurrent_calls_change_fits_into_one_word()
    {
        Type[] shared = [typeof(ArizeClient), typeof(Api), typeof(Transport), typeof(NameResolver),
            .. typeof(ArizeClient).GetProperties().Select(p => p.PropertyType).Where(t => t.Name.EndsWith("Client", StringComparison.Ordinal))];
        var fields = shared.SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)).Where(f => !f.IsInitOnly).ToArray();
        Assert.That(fields, Is.Not.Empty);
        Assert.That(fields.Where(f => f.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false }).Select(f => $"{f.DeclaringType!.Name}.{f.Name}"), Is.Empty);
    }
}
