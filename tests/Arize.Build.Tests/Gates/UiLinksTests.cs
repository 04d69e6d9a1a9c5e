using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Tests.Gates;

public sealed class UiLinksTests
{
    [Test]
    public void A_link_leads_to_the_experiments_of_the_dataset_with_its_ids_escaped() =>
        Assert.That(new UiLinks("T3Jn+/=", UiLinks.Cloud).Experiments("U3A=", "RGE="),
            Is.EqualTo("https://app.arize.com/organizations/T3Jn%2B%2F%3D/spaces/U3A%3D/datasets/RGE%3D?selectedTab=experiments"));

    [TestCase(null, "d"), TestCase("s", null)]
    public void Without_the_space_or_the_dataset_there_is_no_link(string? space, string? dataset) =>
        Assert.That(new UiLinks("o", UiLinks.Cloud).Experiments(space, dataset), Is.Null);

    [TestCase(null, "https://arize.example.com", null), TestCase("o", null, "https://app.arize.com/"), TestCase("o", "https://arize.example.com/ui/", "https://arize.example.com/ui/"), TestCase("o", "http://127.0.0.1:81", "http://127.0.0.1:81/")]
    public void Links_are_made_where_an_organization_is_set(string? organization, string? app, string? expected)
    {
        var settings = new SettingReader();
        Assert.That((settings.Links("O", organization, "A", app)?.AppUrl.ToString(), settings.Diagnostics.Count), Is.EqualTo((expected, 0)));
    }

    [TestCase("app.arize.com"), TestCase("http://app.arize.com"), TestCase("javascript:alert(1)")]
    public void An_address_that_is_none_is_refused(string app)
    {
        var settings = new SettingReader();
        settings.Links("ArizeOrganization", "o", "ArizeAppUrl", app);
        Assert.That((settings.Diagnostics.Single().Code, settings.Diagnostics[0].Message), Is.EqualTo((ArizeErrorCode.Value, $"ArizeAppUrl is '{app}'. Write an https address, such as https://app.arize.com; it is used with ArizeOrganization.")));
    }
}
