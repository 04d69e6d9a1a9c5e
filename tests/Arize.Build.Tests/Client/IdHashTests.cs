using Arize.Build.Client;

namespace Arize.Build.Tests.Client;

/// <summary>What ids are known by while rows are read.</summary>
public sealed class IdHashTests
{
    static readonly string[] Ids = [.. Enumerable.Range(0, 20_000).Select(i => $"RXhhbXBsZTo{i}")];

    /// <summary>The values are those of another implementation of SipHash-1-3 with a key of zeros, on UTF-16.</summary>
    [TestCase("a", 0x9B310FBA2C6D84D2), TestCase("abcd", 0xCAC139F1A7B39F3A), TestCase("RGF0YXNldEV4YW1wbGU6MTp4", 0xA3BF1F0E223AB0FA)]
    public void The_order_of_ids_is_the_same_in_every_process(string id, ulong expected) => Assert.That(IdHash.Order(IdHash.Of(id)), Is.EqualTo(expected));

    [Test]
    public void An_id_has_one_hash_and_no_two_ids_the_same()
    {
        Assert.That(Ids.Select(IdHash.Of).ToHashSet(), Has.Count.EqualTo(Ids.Length));
        var again = Ids.Select(id => IdHash.Of(new string(id.AsSpan())));
        Assert.That(Ids.Select(IdHash.Of), Is.EqualTo(again));
    }

    [Test]
    public void The_lower_half_tells_ids_apart_by_itself_and_is_another_one() =>
        Assert.That(Ids.Select(id => (ulong)IdHash.Of(id)).Concat(Ids.Select(id => IdHash.Order(IdHash.Of(id)))).ToHashSet(), Has.Count.EqualTo(2 * Ids.Length));
}
