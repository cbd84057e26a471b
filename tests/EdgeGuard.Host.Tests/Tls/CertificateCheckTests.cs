using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>What time and strength make of certificates and lists: a sentence each, and none for what is right.</summary>
[TestClass]
public class CertificateCheckTests
{
    private static readonly DateTimeOffset Now = CertificateSpec.Now;
    private static readonly X509Certificate2 Root = CertificateSpec.Ca("root").Issue();

    private readonly List<FileProblem> _problems = [];

    [TestMethod]
    public void What_is_right_gets_no_word()
    {
        Check().Shown([CertificateSpec.Module("m").Issue(Root), Root], "m.crt", CertificateCheck.ServerAuth);
        Check().Authorities([Root], "ca.crt", "its clients are refused");
        Check().Lists(Trust([Root], Crl.Der(Root)), "ca.crl", StaleCrl.Refuse);
        Assert.IsEmpty(_problems);
    }

    [TestMethod]
    public void A_module_certificate_that_has_run_out_or_has_not_begun_is_told_with_the_time_here()
    {
        Check().Shown(
            [(CertificateSpec.Module("old") with { From = Now.AddDays(-9), To = Now.AddDays(-3) }).Issue(Root)], "m.crt",
            CertificateCheck.ServerAuth);
        AssertWarns("the certificate 'CN=old' has run out, at ", "3 days ago");
        Check().Shown(
            [(CertificateSpec.Module("new") with { From = Now.AddHours(5), To = Now.AddDays(3) }).Issue(Root)], "m.crt",
            CertificateCheck.ServerAuth);
        AssertWarns(
            "the certificate 'CN=new' is not valid before ", "in 5 hours",
            "the time here is " + CertificateCheck.Time(Now.ToUnixTimeMilliseconds()));
    }

    [TestMethod]
    public void A_module_certificate_that_is_for_clients_is_told()
    {
        Check().Shown([new CertificateSpec("c").Issue(Root)], "m.crt", CertificateCheck.ServerAuth);
        AssertWarns("'CN=c' is not for TLS servers");
    }

    [TestMethod]
    public void A_weak_issuer_in_the_modules_chain_is_an_error()
    {
        X509Certificate2 weak = (CertificateSpec.Ca("weak") with { RsaBits = 1024 }).Issue(Root);
        Check().Shown([CertificateSpec.Module("m").Issue(weak), weak], "m.crt", CertificateCheck.ServerAuth);
        Assert.IsFalse(_problems.Single().IsWarning);
        Assert.AreEqual(
            "the key of 'CN=weak' is RSA of 1024 bits, which is too weak: no TLS connection would come about", _problems.Single().Message);
    }

    [TestMethod]
    public void A_CA_that_has_run_out_is_weak_or_is_none_is_told_and_refuses_its_clients()
    {
        Check().Authorities([(CertificateSpec.Ca("old") with { To = Now.AddDays(-1) }).Issue()], "ca.crt", "its clients are refused");
        AssertWarns("the CA 'CN=old' has run out", "its clients are refused");
        Check().Authorities([(CertificateSpec.Ca("weak") with { RsaBits = 1024 }).Issue()], "ca.crt", "its clients are refused");
        AssertWarns("the key of 'CN=weak' is RSA of 1024 bits", "its clients are refused");
        Check().Authorities([new CertificateSpec("no ca").Issue()], "ca.crt", "its clients are refused");
        AssertWarns("'CN=no ca' is no CA's certificate");
        X509Certificate2 rsa = (CertificateSpec.Ca("rsa") with { RsaBits = 2048 }).Issue();
        Check().Authorities(
            [(CertificateSpec.Ca("sha1") with { Hash = HashAlgorithmName.SHA1 }).Issue(rsa)], "ca.crt", "its clients are refused");
        AssertWarns("'CN=sha1' is signed with sha1RSA");
    }

    [TestMethod]
    public void An_overdue_list_is_told_by_what_the_setting_makes_of_it()
    {
        byte[] overdue = Crl.Der(Root, Now.AddDays(-9), Now.AddHours(-5));
        Check().Lists(Trust([Root], overdue), "ca.crl", StaleCrl.Refuse);
        AssertWarns("the list of 'CN=root' is overdue since ", "5 hours ago", "clients of that CA are refused");
        Check().Lists(Trust([Root], overdue), "ca.crl", StaleCrl.Accept);
        AssertWarns("it counts all the same (crl.stale accept)");
    }

    [TestMethod]
    public void A_list_that_begins_later_says_that_two_clocks_differ()
    {
        Check().Lists(Trust([Root], Crl.Der(Root, Now.AddSeconds(50), Now.AddDays(30))), "ca.crl", StaleCrl.Refuse);
        AssertWarns("the list of 'CN=root' begins in 1 min, at ", "this clock (", "or the CA's is wrong");
    }

    [TestMethod]
    public void A_CA_without_a_list_is_named_and_one_of_which_a_list_does_not_speak_as_well()
    {
        X509Certificate2 other = CertificateSpec.Ca("other").Issue();
        Check().Lists(Trust([Root, other], Crl.Der(Root)), "ca.crl", StaleCrl.Refuse);
        AssertWarns("there is no list of the CA 'CN=other'");
        X509Certificate2 between = CertificateSpec.Ca("between").Issue(Root);
        Check().Lists(Trust([Root, between], Crl.OfPart(Root, Crl.OnlyClients()), Crl.Der(between)), "ca.crl", StaleCrl.Refuse);
        AssertWarns("the list of 'CN=root' does not speak of CAs below it, such as 'CN=between'");
        Check().Lists(new TrustStore([Root], null), "", StaleCrl.Refuse);
        Assert.IsEmpty(_problems);
    }

    [TestMethod]
    public void A_list_that_a_newer_one_has_replaced_is_nobodys_alarm()
    {
        TrustStore trust = Trust([Root], Crl.Der(Root, Now.AddDays(-9), Now.AddHours(-5)), Crl.Der(Root));
        Check().Lists(trust, "ca.crl", StaleCrl.Refuse);
        Assert.IsEmpty(_problems);
        Assert.AreEqual(0, trust.OverdueMs(Now.ToUnixTimeMilliseconds()));
    }

    private CertificateCheck Check()
    {
        _problems.Clear();
        return new CertificateCheck(Now.ToUnixTimeMilliseconds(), _problems);
    }

    private static TrustStore Trust(X509Certificate2[] authorities, params byte[][] lists) =>
        new([.. authorities], [.. lists.Select(Crl.Read)]);

    private void AssertWarns(params string[] words)
    {
        FileProblem problem = _problems.Single();
        Assert.IsTrue(problem.IsWarning);
        foreach (string word in words) Assert.Contains(word, problem.Message);
        Assert.AreNotEqual("", problem.Remedy);
    }
}
