using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeGuard.Central.Tests;

/// <summary>An OpenID provider on loopback, with a CA of its own: it does as it should, unless a test spoils what it says.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    internal const string Client = "edgeguard";
    internal const string Secret = "the client's secret";

    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, Dictionary<string, string>> _codes = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-provider-").FullName;
    private readonly TimeProvider _time;
    private WebApplication _application = null!;
    private CentralCa _ca = null!;

    private TestProvider(TimeProvider time) => _time = time;

    internal string Issuer { get; private set; } = "";

    internal string CaPath => _ca.CertificatePath;

    /// <summary>Who signs in there, and when that was.</summary>
    internal string Subject { get; set; } = "4711";

    internal string Name { get; set; } = "Zoë <b>Admin</b>";

    internal string[] Groups { get; set; } = ["scada operators"];

    internal TimeSpan SignedInBefore { get; set; }

    /// <summary>What is changed of the claims of a token before it is signed.</summary>
    internal Action<JsonObject> Spoil { get; set; } = _ => { };

    /// <summary>What is changed of a token's head before it is signed.</summary>
    internal Action<JsonObject> SpoilHead { get; set; } = _ => { };

    /// <summary>What is made of a signature.</summary>
    internal Func<byte[], byte[]> Sign { get; set; } = text => text;

    /// <summary>What it was last asked for at its authorization endpoint.</summary>
    internal Dictionary<string, string> Asked { get; private set; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="time">Its clock.</param>
    /// <param name="host">Under which name; 127.0.0.1 is another site than localhost to a browser.</param>
    internal static async Task<TestProvider> Start(TimeProvider time, string host = "localhost")
    {
        var provider = new TestProvider(time);
        provider.Sign = text => provider._key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        provider._ca = CentralCa.Open(Path.Combine(provider._folder, "ca"));
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(provider._ca.OwnCertificate([]))));
        builder.Services.AddRouting();
        provider._application = builder.Build();
        provider._application.UseRouting();
        provider._application.MapGet("/.well-known/openid-configuration", () => provider.Discovery());
        provider._application.MapGet("/jwks", () => provider.Keys());
        provider._application.MapPost("/token", (Delegate)provider.Token);
        provider._application.MapGet("/authorize", (HttpContext context) => provider.Ask(context));
        provider._application.MapGet("/end", () => Page("<h1>Signed out everywhere</h1>"));
        await provider._application.StartAsync();
        IServer server = provider._application.Services.GetRequiredService<IServer>();
        int port = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        provider.Issuer = $"https://{host}:{port}";
        return provider;
    }

    /// <summary>What a browser does that was sent there: somebody signs in, and is sent back.</summary>
    internal Uri Authorize(Uri asked)
    {
        Assert.AreEqual(Issuer + "/authorize", asked.GetLeftPart(UriPartial.Path));
        Asked = QueryHelpers.ParseQuery(asked.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        string code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = Asked;
        return new Uri(QueryHelpers.AddQueryString(
            Asked["redirect_uri"], new Dictionary<string, string?> { ["code"] = code, ["state"] = Asked["state"] }));
    }

    /// <summary>Writes down in a console's folder that it is asked, with these lines in addition.</summary>
    internal CentralOptions Configure(CentralOptions options, string more = "", bool authority = true)
    {
        string secret = Path.Combine(options.Data, "oidc-secret");
        File.WriteAllText(secret, Secret + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(Path.Combine(options.Data, ProviderSettings.FileName), $"""
            oidc.issuer  {Issuer}
            oidc.client  {Client}
            oidc.secret  {secret}
            oidc.role    plant-7 operator scada operators
            oidc.role    * engineer engineers
            oidc.role    * administrator admins
            {(authority ? "oidc.ca " + CaPath : "")}
            {more}
            """);
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // What somebody sees there who is sent to sign in.
    private IResult Ask(HttpContext context)
    {
        Uri back = Authorize(new Uri(Issuer + context.Request.Path + context.Request.QueryString));
        return Page($"<h1>The plant's accounts</h1><p><a href=\"{HtmlEncoder.Default.Encode(back.ToString())}\">Sign in as Zoë</a></p>");
    }

    private static IResult Page(string body) => Results.Content(
        $"<!doctype html><html lang=\"en\"><head><title>Provider</title></head><body><main>{body}</main></body></html>",
        "text/html; charset=utf-8");

    private IResult Discovery() => Results.Json(new
    {
        issuer = Issuer,
        authorization_endpoint = Issuer + "/authorize",
        token_endpoint = Issuer + "/token",
        jwks_uri = Issuer + "/jwks",
        end_session_endpoint = Issuer + "/end",
    });

    private IResult Keys()
    {
        RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    kid = "one",
                    n = Base64Url.EncodeToString(key.Modulus),
                    e = Base64Url.EncodeToString(key.Exponent),
                },
            },
        });
    }

    private async Task<IResult> Token(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        if (!_codes.Remove(form["code"].ToString(), out Dictionary<string, string>? asked)) return Refuse("invalid_grant");
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        bool isClient = form["client_id"] == Client && form["client_secret"] == Secret;
        bool isAsked = asked["code_challenge"] == challenge && asked["code_challenge_method"] == "S256"
            && form["redirect_uri"] == asked["redirect_uri"];
        if (!isClient || !isAsked) return Refuse("invalid_request");
        return Results.Json(new { access_token = "x", token_type = "Bearer", expires_in = 60, id_token = IdToken(asked) });
    }

    private static IResult Refuse(string error) => Results.Json(new { error }, statusCode: StatusCodes.Status400BadRequest);

    private string IdToken(Dictionary<string, string> asked)
    {
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = Subject,
            ["aud"] = Client,
            ["iat"] = now,
            ["exp"] = now + 60,
            ["auth_time"] = now - (long)SignedInBefore.TotalSeconds,
            ["nonce"] = asked["nonce"],
            ["preferred_username"] = Name,
            ["email"] = "anna@plant.example",
            ["groups"] = new JsonArray([.. Groups.Select(group => JsonValue.Create(group))]),
        };
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "one" };
        Spoil(claims);
        SpoilHead(head);
        string text = Part(head) + "." + Part(claims);
        return text + "." + Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(text)));
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
