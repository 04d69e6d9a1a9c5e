using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Tests.Parity;

/// <summary>Experiments without a dataset, which the official clients make with a space in its place.</summary>
public sealed class StandaloneExperimentTests : SeedFixture
{
    static CreateExperimentRequest Alone(string name, params JsonObject[] rows) => new() { Name = name, Space = "support", Rows = rows };

    [Test]
    public async Task An_experiment_is_made_in_a_space_without_a_dataset_and_its_rows_without_examples()
    {
        var made = await Arize.Experiments.CreateAsync(Alone("alone", new JsonObject { ["output"] = "one" }, new JsonObject { ["output"] = "two", ["topic"] = "t" }));
        Assert.That(Written.Select(p => p.Key), Is.EquivalentTo(new[] { "name", "space_id", "experiment_runs" }));
        Assert.That((made.Name, made.DatasetId, made.SpaceId), Is.EqualTo(("alone", (string?)null, (string?)Written["space_id"])));

        var read = await Arize.Experiments.GetAsync(made.Id);
        var rows = new List<ExperimentRow>();
        await foreach (var row in Arize.Experiments.ListRowsAsync(made.Id))
            rows.Add(row);
        var listed = await Arize.Experiments.ListAsync(new ListExperimentsRequest { Space = "support", Name = "alone" }).ReadPageAsync();

        Assert.That((read.Name, listed.Items.Single().Id), Is.EqualTo(("alone", made.Id)));
        Assert.That(rows.Select(r => (r.Output, r.ExampleId)), Is.EqualTo(new[] { ("one", (string?)null), ("two", null) }));
    }

    [Test]
    public async Task Its_name_is_new_in_the_space()
    {
        await Arize.Experiments.CreateAsync(Alone("taken", new JsonObject { ["output"] = "one" }));
        Assert.That((await FaultsOf(() => Arize.Experiments.CreateAsync(Alone("taken", new JsonObject { ["output"] = "one" })))).Single(), Does.StartWith("ARIZE2008"));
    }

    [Test]
    public async Task A_dataset_or_a_space_is_needed_and_the_examples_of_a_dataset() => Assert.That(
        new[]
        {
            await RefusedBeforeAnyRequest(() => Arize.Experiments.CreateAsync(Alone("none", new JsonObject { ["output"] = "one" }) with { Space = null })),
            await RefusedBeforeAnyRequest(() => Arize.Experiments.CreateAsync(Alone("no output", new JsonObject { ["example_id"] = "e" }))),
            await RefusedBeforeAnyRequest(() => Arize.Experiments.CreateAsync(Alone("no example", new JsonObject { ["output"] = "one" }) with { Dataset = "support-golden-set" })),
        }.Select(f => f.Split('.')[0]),
        Is.EqualTo(new[] { "ARIZE1001: Dataset or Space is missing", "ARIZE1001: A row's output is missing", "ARIZE1001: A row's example_id is missing" }));

    [Test]
    public async Task A_list_over_a_dataset_takes_the_space_only_to_look_up_its_name()
    {
        var listed = await Arize.Experiments.ListAsync(new ListExperimentsRequest { Space = "support", Dataset = "support-golden-set", Name = "main-2026" }).ReadPageAsync();
        Assert.That((listed.Items.Count, Sent[^1].Query.Contains("space_id", StringComparison.Ordinal)), Is.EqualTo((3, false)));
    }
}
