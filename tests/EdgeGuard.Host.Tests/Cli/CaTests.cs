using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Cli;
using EdgeGuard.Host.Tests.Tls;
using EdgeGuard.Pki;

namespace EdgeGuard.Host.Tests.Cli;

[TestClass]
public class CaTests
{
    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("edgeguard-ca").FullName, "site");

    [TestCleanup]
    public void Clean()
    {
        Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);
    }

    [TestMethod]
    public void What_the_CA_issues_and_revokes_openssl_verifies()
    {
        SiteCa ca = SiteCa.Create(_directory, "Site 7");
        IssuedCertificate module = ca.IssueModule("guard7", ["10.1.2.3", "guard7.plant"], new IssueOptions());
        IssuedCertificate anna = ca.IssueClient("anna", "Operator", new IssueOptions());
        IssuedCertificate old = ca.IssueClient("old-hmi", "Operator", new IssueOptions { Rsa = true });
        ca.Revoke(old.CertificatePath);
        AssertVerifies(true, "sslserver", module.CertificatePath);
        AssertVerifies(true, "sslclient", anna.CertificatePath);
        AssertVerifies(false, "sslserver", anna.CertificatePath);
        AssertVerifies(false, "sslclient", old.CertificatePath);
        Assert.Contains("certificate revoked", Verify("sslclient", old.CertificatePath).Output);
        Assert.Contains("verify OK", OpenSsl.Run("crl", "-in", ca.CrlPath, "-CAfile", ca.CertificatePath, "-noout").Output);
        string text = OpenSsl.Run("x509", "-in", module.CertificatePath, "-noout", "-text").Output;
        Assert.Contains("IP Address:10.1.2.3, DNS:guard7.plant", text);
        Assert.Contains("prime256v1", text);
        Assert.Contains("Public-Key: (3072 bit)", OpenSsl.Run("x509", "-in", old.CertificatePath, "-noout", "-text").Output);
    }

    [TestMethod]
    public void The_role_is_the_specifications_bytes()
    {
        CollectionAssert.AreEqual(
            (byte[])[0x0C, 0x08, 0x4F, 0x70, 0x65, 0x72, 0x61, 0x74, 0x6F, 0x72], RoleExtension.Create("Operator").RawData);
    }

    [TestMethod]
    public void Keys_are_for_their_owner_alone()
    {
        SiteCa ca = SiteCa.Create(_directory, "Site");
        string clientKey = ca.IssueClient("anna", null, new IssueOptions()).KeyPath;
        if (OperatingSystem.IsWindows())
        {
            return; // Modes are not Windows'.
        }
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(Path.Combine(_directory, "ca.key")));
        Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(clientKey));
    }

    [TestMethod]
    public void Nothing_is_overwritten()
    {
        SiteCa ca = SiteCa.Create(_directory, "Site");
        IssuedCertificate anna = ca.IssueClient("anna", "Operator", new IssueOptions());
        string before = File.ReadAllText(anna.KeyPath);
        Assert.ThrowsExactly<CaException>(() => ca.IssueClient("anna", "Engineer", new IssueOptions()));
        Assert.ThrowsExactly<CaException>(() => SiteCa.Create(_directory, "Site"));
        Assert.ThrowsExactly<CaException>(() => ca.IssueClient("ca", "Engineer", new IssueOptions()));
        Assert.AreEqual(before, File.ReadAllText(anna.KeyPath));
    }

    [TestMethod]
    public void A_CA_that_was_opened_again_goes_on_where_it_was()
    {
        IssuedCertificate anna = SiteCa.Create(_directory, "Site").IssueClient("anna", "Operator", new IssueOptions());
        IssuedCertificate bob = SiteCa.Open(_directory).IssueClient("bob", null, new IssueOptions());
        SiteCa.Open(_directory).Revoke(anna.Serial);
        SiteCa.Open(_directory).Revoke(string.Join(':', bob.Serial.ToLowerInvariant().Chunk(2).Select(pair => new string(pair))));
        Assert.IsTrue(SiteCa.Open(_directory).List().All(certificate => certificate.IsRevoked));
        Assert.AreEqual(2, SiteCa.Open(_directory).List().Count);
        Assert.ThrowsExactly<CaException>(() => SiteCa.Open(_directory).Revoke(anna.Serial));
    }

    [TestMethod]
    public void A_renewed_list_keeps_what_is_revoked()
    {
        SiteCa ca = SiteCa.Create(_directory, "Site");
        ca.Revoke(ca.IssueClient("anna", "Operator", new IssueOptions()).Serial);
        ca.RenewList(10);
        Assert.IsTrue(ca.List().Single().IsRevoked);
        Assert.IsTrue(ca.ListValidUntil() < DateTimeOffset.UtcNow.AddDays(11));
    }

    [TestMethod]
    public void No_certificate_outlives_its_CA()
    {
        SiteCa ca = SiteCa.Create(_directory, "Site");
        Assert.AreEqual(ca.ValidUntil, ca.IssueClient("anna", null, new IssueOptions { Days = 100_000 }).ValidUntil);
    }

    [TestMethod]
    public void What_cannot_be_issued_is_said_and_leaves_no_file()
    {
        SiteCa ca = SiteCa.Create(_directory, "Site");
        foreach (string name in (string[])["", "a/b", "..", "-x", "a b", new string('x', 65)])
        {
            Assert.ThrowsExactly<CaException>(() => ca.IssueClient(name, "Operator", new IssueOptions()), name);
        }
        foreach (string role in (string[])["", "a\nb", new string('x', 65)])
        {
            Assert.ThrowsExactly<CaException>(() => ca.IssueClient("anna", role, new IssueOptions()), role);
        }
        Assert.ThrowsExactly<CaException>(() => ca.IssueModule("guard", [], new IssueOptions()));
        Assert.ThrowsExactly<CaException>(() => ca.IssueModule("guard", ["10.1.2.3:802"], new IssueOptions()));
        Assert.ThrowsExactly<CaException>(() => ca.IssueClient("anna", null, new IssueOptions { Days = 0 }));
        Assert.ThrowsExactly<CaException>(() => ca.Revoke("not hex"));
        Assert.AreEqual(3, Directory.GetFiles(_directory).Length);
    }

    [TestMethod]
    public void Another_CAs_certificate_cannot_be_revoked_here()
    {
        SiteCa ca = SiteCa.Create(_directory, "Site");
        SiteCa other = SiteCa.Create(_directory + "2", "Other");
        string path = other.IssueClient("anna", null, new IssueOptions()).CertificatePath;
        Assert.ThrowsExactly<CaException>(() => ca.Revoke(path));
    }

    [TestMethod]
    public void The_commands_do_the_same_and_say_what_they_did()
    {
        Assert.AreEqual(0, CliRun.Run(CaCommand.Create(), "init", _directory).ExitCode);
        Assert.AreEqual(
            0,
            CliRun.Run(CaCommand.Create(), "issue", _directory, "--module", "guard7", "--host", "10.1.2.3", "--host", "guard7").ExitCode);
        Assert.AreEqual(
            0, CliRun.Run(CaCommand.Create(), "issue", _directory, "--client", "anna", "--role", "Operator", "--days", "5").ExitCode);
        Assert.AreEqual(0, CliRun.Run(CaCommand.Create(), "revoke", _directory, Path.Combine(_directory, "anna.crt")).ExitCode);
        Assert.AreEqual(0, CliRun.Run(CaCommand.Create(), "crl", _directory).ExitCode);
        (int exitCode, string output, _) = CliRun.Run(CaCommand.Create(), "show", _directory, "--json");
        Assert.AreEqual(0, exitCode);
        JsonElement[] issued = JsonDocument.Parse(output).RootElement.GetProperty("issued").EnumerateArray().ToArray();
        Assert.AreEqual("anna", issued[0].GetProperty("name").GetString());
        Assert.AreEqual("Operator", issued[0].GetProperty("role").GetString());
        Assert.IsTrue(issued[0].GetProperty("revoked").GetBoolean());
        Assert.AreEqual("module", issued[1].GetProperty("kind").GetString());
        Assert.Contains("guard7", CliRun.Run(CaCommand.Create(), "show", _directory).Output);
    }

    [TestMethod]
    public void Wrong_arguments_end_with_2_and_what_cannot_be_done_with_1()
    {
        Assert.AreEqual(1, CliRun.Run(CaCommand.Create(), "show", _directory).ExitCode);
        CliRun.Run(CaCommand.Create(), "init", _directory);
        Assert.AreEqual(1, CliRun.Run(CaCommand.Create(), "init", _directory).ExitCode);
        Assert.AreEqual(2, CliRun.Run(CaCommand.Create(), "issue", _directory).ExitCode);
        Assert.AreEqual(2, CliRun.Run(CaCommand.Create(), "issue", _directory, "--module", "a", "--client", "b").ExitCode);
        (int exitCode, _, string error) = CliRun.Run(CaCommand.Create(), "issue", _directory, "--client", "a", "--host", "10.0.0.1");
        Assert.AreEqual(2, exitCode);
        Assert.Contains("a client has no --host", error);
    }

    private void AssertVerifies(bool expected, string purpose, string path)
    {
        (string output, int exitCode) = Verify(purpose, path);
        Assert.AreEqual(expected, exitCode == 0, output);
    }

    private (string Output, int ExitCode) Verify(string purpose, string path)
    {
        string ca = Path.Combine(_directory, "ca.crt");
        return OpenSsl.Run(
            "verify", "-x509_strict", "-CAfile", ca, "-CRLfile", Path.Combine(_directory, "ca.crl"), "-crl_check", "-purpose", purpose,
            path);
    }
}
