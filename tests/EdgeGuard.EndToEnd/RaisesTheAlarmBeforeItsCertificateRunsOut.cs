using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class RaisesTheAlarmBeforeItsCertificateRunsOut
{
    [TestMethod]
    public void A_module_with_a_settings_file_tells_of_it_once_a_start_and_not_of_what_lasts()
    {
        using var site = new Site();
        site.StartPlc();
        WriteModule(site, "m3", TimeSpan.FromDays(5.5));
        Executable module = site.StartModule("tls.certificate ca/m3.crt", "tls.key ca/m3.key");
        module.WaitForError("ALARM: runs out soon  the module's certificate runs out in 5 days");
        int before = module.Errors.Length;
        module.Signal("HUP");
        module.WaitForErrorAfter(before, "the files were read again");
        module.Signal("TERM");
        module.WaitForExit();
        Assert.AreEqual(2, module.Errors.Split("ALARM").Length, module.Errors);
    }

    private static void WriteModule(Site site, string name, TimeSpan left)
    {
        CertificateSpec spec = CertificateSpec.Module(name) with
        {
            From = DateTimeOffset.UtcNow.AddDays(-360),
            To = DateTimeOffset.UtcNow + left,
        };
        using X509Certificate2 certificate = spec.Issue();
        File.WriteAllText(Path.Combine(site.CaFolder, name + ".crt"), certificate.ExportCertificatePem());
        string key = Path.Combine(site.CaFolder, name + ".key");
        File.WriteAllText(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
