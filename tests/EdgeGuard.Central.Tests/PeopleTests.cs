using System;
using System.IO;
using System.Text;
using EdgeGuard.Host;
using EdgeGuard.Store;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class PeopleTests
{
    private const string Password = "correct horse battery";

    private static readonly SystemHmac Hmac = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
    private readonly FakeTime _time = FakeTime.Noon();
    private People _people = null!;
    private byte[] _secret = [];

    [TestInitialize]
    public void Open() => _people = People.Open(Path.Combine(_folder, "people.db"), Hmac, new SystemRandom(), _time, 1000);

    [TestCleanup]
    public void Close()
    {
        _people.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public void The_first_person_comes_in_with_the_code_once_and_nobody_after_that()
    {
        string code = _people.FirstCode!;
        string session = MakeAnna();
        Assert.AreEqual("anna", _people.NameOf(session));
        Assert.IsNull(_people.FirstCode);
        Assert.IsFalse(_people.IsFirstCode(code));
        Assert.AreNotEqual("", _people.AddFirst(code, "eve", Password, Password, Digits(), out string second));
        Assert.AreEqual("", second);
    }

    [TestMethod]
    [DataRow("Anna", Password, Password, "lower-case")]
    [DataRow("anna", "short", "short", "at least 10")]
    [DataRow("anna", "my Anna's secret", "my Anna's secret", "account's name")]
    [DataRow("anna", Password, "another one of them", "differ")]
    public void What_is_wrong_with_a_first_account_is_said(string name, string password, string again, string expected)
    {
        StringAssert.Contains(_people.AddFirst(_people.FirstCode!, name, password, again, Digits(), out _), expected);
        StringAssert.Contains(_people.AddFirst(_people.FirstCode!, "anna", Password, Password, "000000", out _), "six digits");
        StringAssert.Contains(_people.AddFirst("AAAA-AAAA-AAAA", "anna", Password, Password, Digits(), out _), "not the one");
        Assert.IsNotNull(_people.FirstCode);
    }

    [TestMethod]
    public void The_code_of_the_first_person_cannot_be_guessed_for_long()
    {
        for (int i = 0; i <= LockOut.Free; i++) Assert.IsFalse(_people.IsFirstCode("AAAA-AAAA-AAAA"));
        Assert.IsFalse(_people.IsFirstCode(_people.FirstCode!));
        _time.Now += TimeSpan.FromMilliseconds(LockOut.LastMs);
        Assert.IsTrue(_people.IsFirstCode(_people.FirstCode!));
    }

    [TestMethod]
    public void A_login_takes_name_password_and_a_code_that_was_not_used()
    {
        byte[] secret = _people.FirstSecret;
        MakeAnna();
        Assert.IsNull(_people.Login("anna", Password, Digits(secret)), "the code of the first account is used up");
        _time.Now += TimeSpan.FromSeconds(Totp.StepSeconds);
        Assert.IsNull(_people.Login("anna", Password + "x", Digits(secret)));
        Assert.IsNull(_people.Login("bert", Password, Digits(secret)));
        Assert.IsNull(_people.Login("anna", Password, "000000"));
        _time.Now += TimeSpan.FromMinutes(1);
        string session = _people.Login("anna", Password, Digits(secret))!;
        Assert.AreEqual("anna", _people.NameOf(session));
        Assert.IsNull(_people.Login("anna", Password, Digits(secret)), "no code is good twice");
    }

    [TestMethod]
    public void Failures_make_the_right_password_wait_too_also_over_a_restart()
    {
        byte[] secret = _people.FirstSecret;
        MakeAnna();
        for (int i = 0; i <= LockOut.Free; i++) Assert.IsNull(_people.Login("anna", "wrong password", "000000"));
        _people.Dispose();
        Open();
        _time.Now += TimeSpan.FromSeconds(2);
        Assert.IsNull(_people.Login("anna", Password, Digits(secret)));
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.IsNotNull(_people.Login("anna", Password, Digits(secret)));
    }

    [TestMethod]
    public void A_session_ends_by_itself_and_by_signing_out_and_its_file_lets_nobody_in()
    {
        string session = MakeAnna();
        byte[] file = File.ReadAllBytes(Path.Combine(_folder, "people.db"));
        byte[] log = File.ReadAllBytes(Path.Combine(_folder, "people.db-wal"));
        Assert.AreEqual(-1, Encoding.Latin1.GetString(file).IndexOf(session, StringComparison.Ordinal));
        Assert.AreEqual(-1, Encoding.Latin1.GetString(log).IndexOf(session, StringComparison.Ordinal));
        Assert.AreEqual(-1, Encoding.Latin1.GetString(log).IndexOf(Password, StringComparison.Ordinal));
        _time.Now += People.Idle / 2;
        Assert.AreEqual("anna", _people.NameOf(session));
        _time.Now += People.Idle + TimeSpan.FromMinutes(1);
        Assert.IsNull(_people.NameOf(session));
        _time.Now += TimeSpan.FromMinutes(5);
        string next = _people.Login("anna", Password, Digits(_secret))!;
        for (TimeSpan used = TimeSpan.Zero; used < People.Longest; used += People.Idle / 2)
        {
            Assert.AreEqual("anna", _people.NameOf(next), used.ToString());
            _time.Now += People.Idle / 2;
        }
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.IsNull(_people.NameOf(next));
        string last = _people.Login("anna", Password, Digits(_secret))!;
        _people.End(last);
        Assert.IsNull(_people.NameOf(last));
    }

    private string MakeAnna()
    {
        _secret = _people.FirstSecret;
        Assert.AreEqual("", _people.AddFirst(_people.FirstCode!, "anna", Password, Password, Digits(), out string session));
        return session;
    }

    private string Digits() => Digits(_people.FirstSecret);

    private string Digits(byte[] secret) => Totp.Code(Hmac, secret, Totp.StepAt(_time.Now.ToUnixTimeMilliseconds()));
}
