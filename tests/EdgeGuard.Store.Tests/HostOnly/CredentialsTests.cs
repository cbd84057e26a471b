using System;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class CredentialsTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_certificate_comes_into_use_with_the_key_that_was_made_for_it()
    {
        CredentialBed bed = CredentialBed.New();
        Assert.AreEqual(CredentialFault.NoKey, bed.Credentials.InstallCertificate(bed.Module.Anna, "chain of key 1", new ProblemList()));
        Assert.AreEqual(CredentialFault.None, bed.Credentials.NewRequest(bed.Module.Anna, "m1", out string request));
        Assert.AreEqual("request of m1 for key 1", request);
        Assert.IsTrue(bed.HasPendingKey);
        Assert.AreEqual("", bed.Installed);
        Assert.AreEqual(CredentialFault.None, bed.Credentials.InstallCertificate(bed.Module.Anna, "chain of key 1", new ProblemList()));
        Assert.AreEqual("tls.identity chain of key 1", bed.Installed);
        Assert.AreEqual("tls.identity chain of key 1", bed.Applier.InUse);
        Assert.IsFalse(bed.HasPendingKey);
        Assert.AreEqual(2, bed.Module.Module.Events.Count(EventCode.CredentialInstalled));
    }

    [TestMethod]
    public void What_does_not_fit_is_not_installed_and_the_old_one_stays_in_use()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string before = bed.Installed;
        bed.Credentials.NewRequest(bed.Module.Anna, "m1", out _);
        var problems = new ProblemList();
        Assert.AreEqual(CredentialFault.Problems, bed.Credentials.InstallCertificate(bed.Module.Anna, "chain of key 1", problems));
        Assert.AreEqual("the certificate does not belong to the key", problems[0].Message);
        Assert.AreEqual(CredentialFault.Problems, bed.Install(RecordName.TlsIdentity, "rubbish"));
        Assert.AreEqual(CredentialFault.Unknown, bed.Install(RecordName.Accounts, "rubbish"));
        Assert.AreEqual(CredentialFault.TooLong, bed.Install(RecordName.TlsCrl, new string('x', CredentialSet.MaxBytes + 1)));
        Assert.AreEqual(before, bed.Installed);
        Assert.IsTrue(bed.HasPendingKey);
    }

    [TestMethod]
    public void What_would_end_every_session_is_installed_only_where_it_is_meant()
    {
        CredentialBed bed = CredentialBed.Equipped();
        string before = bed.Installed;
        bed.Applier.Effect = "all 3 sessions would end: the certificate is not from a configured CA";
        var problems = new ProblemList();
        byte[] other = System.Text.Encoding.UTF8.GetBytes("another CA");
        Assert.AreEqual(CredentialFault.EndsEverybody, bed.Credentials.Install(bed.Module.Anna, RecordName.TlsCa, other, problems));
        StringAssert.Contains(problems[0].Message, "all 3 sessions would end");
        Assert.AreEqual(before, bed.Installed);
        Assert.AreEqual(CredentialFault.EndsEverybody, bed.Credentials.Remove(bed.Module.Anna, RecordName.MqttPassword, new ProblemList()));
        Assert.AreEqual(CredentialFault.None, bed.Credentials.Install(bed.Module.Anna, RecordName.TlsCa, other, true, new ProblemList()));
    }

    [TestMethod]
    public void What_is_removed_is_gone_and_no_longer_used()
    {
        CredentialBed bed = CredentialBed.Equipped();
        Assert.AreEqual(CredentialFault.None, bed.Credentials.Remove(bed.Module.Anna, RecordName.MqttPassword, new ProblemList()));
        Assert.AreEqual(CredentialFault.Unknown, bed.Credentials.Remove(bed.Module.Anna, RecordName.MqttPassword, new ProblemList()));
        Assert.AreEqual("tls.identity chain of key 1, tls.ca the CA", bed.Applier.InUse);
        Assert.AreEqual(1, bed.Module.Module.Events.Count(EventCode.CredentialRemoved));
    }

    [TestMethod]
    public void A_viewer_installs_nothing()
    {
        CredentialBed bed = CredentialBed.Equipped();
        AccountBed accounts = bed.Module.Module;
        accounts.Accounts.Create(bed.Module.Anna, "bert", AccountLevel.Viewer, "another long password");
        Person bert = accounts.Login("bert", "another long password").Person!;
        Assert.AreEqual(CredentialFault.NotAllowed, bed.Credentials.NewRequest(bert, "m1", out _));
        Assert.AreEqual(CredentialFault.NotAllowed, bed.Credentials.InstallCertificate(bert, "chain", new ProblemList()));
        Assert.AreEqual(CredentialFault.NotAllowed, bed.Credentials.Install(bert, RecordName.TlsCa, [], new ProblemList()));
        Assert.AreEqual(CredentialFault.NotAllowed, bed.Credentials.Remove(bert, RecordName.TlsCa, new ProblemList()));
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_of_an_install_the_credentials_are_the_old_or_the_new()
    {
        CredentialBed before = CredentialBed.Equipped();
        int cuts = 0;
        const string Old = "tls.identity chain of key 1, tls.ca the CA, mqtt.password broker secret";
        cuts += Cuts(before, bed =>
        {
            bed.Credentials.NewRequest(bed.Module.Anna, "m1", out string request);
            bed.Credentials.InstallCertificate(bed.Module.Anna, "chain of " + request.Split(" for ")[1], new ProblemList());
            bed.Credentials.Install(bed.Module.Anna, RecordName.TlsCa, "the CA"u8.ToArray(), new ProblemList());
        }, Old, Old);
        cuts += Cuts(
            before, bed => bed.Install(RecordName.TlsCa, "another CA"), Old, Old.Replace("the CA", "another CA", StringComparison.Ordinal));
        cuts += Cuts(
            before, bed => bed.Credentials.Remove(bed.Module.Anna, RecordName.MqttPassword, new ProblemList()), Old,
            "tls.identity chain of key 1, tls.ca the CA");
        TestContext.WriteLine($"{cuts} power cuts while credentials were installed");
        Assert.IsTrue(cuts > 100, $"{cuts}");
    }

    private static int Cuts(CredentialBed before, Action<CredentialBed> story, string old, string @new)
    {
        return PowerCuts.Everywhere(before.Module.Module.Medium, medium => story(Open(medium)), (medium, hasEnded) =>
        {
            CredentialBed after = Open(medium);
            Assert.IsTrue(after.Installed == @new || (!hasEnded && after.Installed == old), after.Installed);
            KeyedCertificate own = after.Credentials.Installed.GetKeyed(RecordName.TlsIdentity)!;
            Assert.AreEqual("chain of " + own.Key, own.Chain);
        });
    }

    private static CredentialBed Open(TornStore medium) => new(new ConfigurationBed(new AccountBed(medium)));
}
