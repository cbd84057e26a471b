using System.Net.Http;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>What somebody is told who invites somebody else.</summary>
[TestClass]
public sealed class InvitationPageTests
{
    // The certificate is good for the address, so that the request arrives; nothing listens at that port.
    private const string Elsewhere = "127.0.0.1:9";

    [TestMethod]
    public async Task Where_the_code_is_good_is_what_the_console_was_told_and_not_what_a_request_says()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        using WebBrowser anna = await console.Browse("anna");
        anna.Client.DefaultRequestHeaders.Host = Elsewhere;
        using HttpResponseMessage answer = await anna.Post(
            "/people", "/people/invite", ("name", "bert"), ("site", "plant-7"), ("role", "viewer"));
        string page = await answer.Content.ReadAsStringAsync();
        StringAssert.Contains(page, $"at <code>https://localhost:{console.Server.WebPort}/join</code>");
        Assert.IsFalse(page.Contains(Elsewhere, System.StringComparison.Ordinal));
    }
}
