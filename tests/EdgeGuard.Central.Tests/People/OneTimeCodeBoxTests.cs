using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using EdgeGuard.Central.Web.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGuard.Central.Tests;

/// <summary>Where whoever invites somebody is told that the code is good.</summary>
[TestClass]
public sealed class OneTimeCodeBoxTests
{
    [TestMethod]
    public async Task A_console_with_a_name_says_it_and_one_without_says_how_it_gets_one()
    {
        string named = await Shown(new ConsoleAddress("central.plant", "https://central.plant:8443"));
        StringAssert.Contains(named, "<strong class=\"secret\">4K7T-09WX</strong> at <code>https://central.plant:8443/join</code>");
        Assert.DoesNotContain("--host", named);
        string nameless = await Shown(ConsoleAddress.None);
        StringAssert.Contains(nameless, "4K7T-09WX</strong> at <code>/join</code> behind an address of this console");
        StringAssert.Contains(nameless, "<code>--host</code>");
        Assert.DoesNotContain("https://", nameless);
        foreach (string shown in new[] { named, nameless })
        {
            StringAssert.Contains(shown, "Tell bert,");
            StringAssert.Contains(shown, $"for\n        {PeopleAdministration.InvitationLasts.TotalDays:N0} days");
        }
    }

    private static async Task<string> Shown(ConsoleAddress address)
    {
        await using ServiceProvider services = new ServiceCollection().AddSingleton(address).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(OneTimeCodeBox.Name)] = "bert",
            [nameof(OneTimeCodeBox.Code)] = "4K7T-09WX",
        });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            WebUtility.HtmlDecode((await renderer.RenderComponentAsync<OneTimeCodeBox>(parameters)).ToHtmlString()));
    }
}
