using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using EdgeGuard.Host;
using EdgeGuard.Store;

namespace EdgeGuard.Central.Tests;

/// <summary>People in a folder of their own, which goes with the test.</summary>
internal sealed class PeopleFolder : IDisposable
{
    internal const string Password = "correct horse battery";

    internal static readonly Caller Here = TestPeople.Here;
    internal static readonly Caller Anna = Here with { Who = "anna" };

    private readonly Dictionary<string, byte[]> _secrets = [];

    internal PeopleFolder() => People = Open();

    internal string Folder { get; } = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;

    internal FakeTime Time { get; } = FakeTime.Noon();

    internal People People { get; private set; }

    internal string Path => System.IO.Path.Combine(Folder, "people.db");

    internal string AddFirst(string name)
    {
        _secrets[name] = People.FirstSecret;
        Assert.AreEqual("", People.AddFirst(People.FirstCode!, name, Password, Password, Digits(name), out string session));
        return session;
    }

    /// <summary>Invites somebody, who joins.</summary>
    internal string Add(string name, string site, SiteRole role)
    {
        Assert.AreEqual("", People.Administration.Invite(Anna, name, site, role, out string code));
        return Join(name, code);
    }

    internal string Join(string name, string code)
    {
        _secrets[name] = People.InvitationSecret(name, code, Here)!;
        Assert.AreEqual("", People.Join(code, name, Password, Password, Digits(name), Here, out string session));
        return session;
    }

    /// <summary>Signs in with the digits of the next minute.</summary>
    internal string? Login(string name)
    {
        Time.Now += TimeSpan.FromMinutes(1);
        return People.Login(name, Password, Digits(name));
    }

    internal string Digits(string name) => Digits(_secrets[name]);

    internal string Digits(byte[] secret) => Totp.Code(new SystemHmac(), secret, Totp.StepAt(Time.Now.ToUnixTimeMilliseconds()));

    /// <summary>All that lies in the folder, as letters.</summary>
    internal string Stored() => string.Concat(
        Directory.GetFiles(Folder).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));

    internal void Reopen()
    {
        People.Dispose();
        People = Open();
    }

    public void Dispose()
    {
        People.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private People Open() => People.Open(Path, new SystemHmac(), new SystemRandom(), Time, 1000);
}
