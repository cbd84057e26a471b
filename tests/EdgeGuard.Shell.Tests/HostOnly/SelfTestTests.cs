using System;
using System.Linq;
using System.Text;
using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>What the self-test finds, each with something that is really broken.</summary>
[TestClass]
public sealed class SelfTestTests
{
    private const long Day = 86_400_000;

    [TestMethod]
    public void A_sound_module_passes_every_check_and_an_event_says_who_asked()
    {
        ConsoleBed bed = Committed();
        string shown = bed.Type("selftest\r");
        Assert.IsFalse(shown.Contains("FAILED", StringComparison.Ordinal), shown);
        foreach (
            string name in new[]
            {
                "store", "configuration", "judge", "policy", "sha-256", "hmac", "pbkdf2", "crc-16", "crc-32", "random", "clock", "time",
                "credentials", "dates", "listeners", "plc", "broker", "memory",
            })
        {
            StringAssert.Contains(shown, "\r\n" + name.PadRight(15) + "ok", name);
        }
        StringAssert.Contains(shown, "18 checks, all ok.");
        RecordedEvent told = bed.Module.Events.Only(EventCode.SelfTested);
        Assert.AreEqual("0 18 anna", $"{told.A} {told.B} {told.Peer!.Subject}");
    }

    [TestMethod]
    public void What_fails_is_told_with_its_remedy_and_counted_in_the_answer_and_in_the_event()
    {
        ConsoleBed bed = Committed();
        bed.Platform.Broker = "AWAY";
        bed.Platform.Memory = "9 MB are left";
        string shown = bed.Type("selftest\r");
        StringAssert.Contains(shown, "broker         FAILED  is not connected\r\n    is it on");
        StringAssert.Contains(shown, "memory         FAILED  9 MB are left");
        StringAssert.Contains(shown, "error: 2 of 18 checks FAILED");
        Assert.AreEqual(2, bed.Module.Events.Only(EventCode.SelfTested).A);
    }

    [TestMethod]
    public void A_script_gets_name_result_and_the_rest_on_one_line_each()
    {
        ConsoleBed bed = Committed(isBatch: true);
        string[] lines = bed.Type("selftest\r").Split("\r\n");
        Assert.AreEqual("ok", lines[^2]);
        Assert.IsTrue(lines[..^2].All(line => line.Split(' ')[1] == "ok"), string.Join('\n', lines));
        bed.Platform.Broker = "AWAY";
        lines = bed.Type("selftest\r").Split("\r\n");
        Assert.AreEqual("error 1 of 18 checks FAILED", lines[^2]);
        Assert.AreEqual(
            "broker FAILED is not connected (is it on, is the name right, do the certificates fit? Events wait meanwhile)",
            lines.Single(line => line.Contains("FAILED is", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_damaged_record_is_found_whether_a_copy_or_all_of_it()
    {
        ConsoleBed bed = Committed();
        bed.Type("set site south\rcommit\r");
        bed.Module.Medium.Damage("configuration.a", [1, 2, 3]);
        StringAssert.Contains(bed.Type("selftest\r"), "store          FAILED  one of two copies is damaged: configuration");
        bed.Module.Medium.Damage("configuration.b", [1, 2, 3]);
        StringAssert.Contains(bed.Type("selftest\r"), "store          FAILED  cannot be read any more: configuration");
    }

    [TestMethod]
    public void What_runs_and_is_not_what_is_stored_is_found_and_a_trial_is_none_of_it()
    {
        ConsoleBed bed = Committed();
        bed.Type("set site south\rcommit confirm 60\r");
        StringAssert.Contains(bed.Type("selftest\r"), "configuration  ok      on trial for 60 s more; a restart brings number 1");
        bed.Type("rollback\r");
        Rewrite(bed, "pump", "pomp");
        StringAssert.Contains(bed.Type("selftest\r"), "configuration  FAILED  what runs (");
    }

    [TestMethod]
    public void A_configuration_that_is_stored_and_cannot_be_in_force_is_found()
    {
        ConsoleBed bed = Committed();
        Rewrite(bed, "role", "rule");
        var again = new ConsoleBed(bed.Module.Restart());
        again.Type($"login anna\r{AccountBed.Password}\r");
        StringAssert.Contains(again.Type("selftest\r"), "configuration  FAILED  number 1 is stored and cannot be in force");
    }

    [TestMethod]
    public void A_judge_that_allows_what_it_must_refuse_or_the_other_way_round_is_found()
    {
        foreach (Judging broken in new Judging[]
        {
            (policy, role, request, input, into) => Say(into, Verdict.Allow),
            (policy, role, request, input, into) => Say(into, Verdict.Refuse),
            (policy, role, request, input, into) => Judge.Run(policy, Math.Max(role, 0), request, input, into),
            (policy, role, request, input, into) =>
            {
                Judge.Run(policy, role, request, input, into);
                if (request.Function == FunctionCode.WriteSingleRegister && request.RegisterValue(0) == 6) Say(into, Verdict.Allow);
            },
        })
        {
            var found = new CheckList();
            JudgeCheck.Check(broken, null, found);
            CollectionAssert.AreEqual(new[] { "judge" }, Failed(found));
        }
    }

    [TestMethod]
    public void A_policy_that_is_not_what_its_text_says_or_lets_through_what_it_forbids_is_found()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Edit();
        bed.Type("policy edit\r" + (ConsoleBed.Policy + "never 8/1, 90\n").Replace('\n', '\r') + "end\rcommit\r");
        CheckedConfiguration inForce = bed.Configurations.InForce!;
        Assert.AreEqual("", FailureOf(Judge.Run, inForce));
        StringAssert.StartsWith(
            FailureOf(
                (policy, role, request, input, into) => Fault(policy, role, request, input, into, f => f == 90 && role >= 0), inForce),
            "policy line");
        StringAssert.StartsWith(
            FailureOf((policy, role, request, input, into) => Fault(policy, role, request, input, into, f => f == 3 && role < 0), inForce),
            "policy a role that it does not have");
        CompiledPolicy other = PolicyReader.Read(ConsoleBed.Policy.Replace("reads", "reads, 6", StringComparison.Ordinal)).Policy!;
        var mixed = new CheckedConfiguration(inForce.Texts, inForce.Settings, inForce.Zone, other);
        Assert.AreEqual("policy what runs is not what its text says", FailureOf(Judge.Run, mixed));
    }

    [TestMethod]
    public void A_digest_that_computes_wrongly_is_found()
    {
        var found = new CheckList();
        KnownAnswers.Check(new WrongHmac(), found);
        CollectionAssert.AreEqual(new[] { "hmac", "pbkdf2" }, Failed(found));
        foreach (
            (string name, string of, string expected) in new[]
            {
                ("sha-256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), ("crc-16", "123456789", "4b37"),
            })
        {
            found = new CheckList();
            KnownAnswers.Check(found, name, _ => Convert.FromHexString(expected), of, expected);
            Assert.AreEqual(0, found.Failures);
            KnownAnswers.Check(
                found, name, bytes => [.. Convert.FromHexString(expected).Select((b, i) => i == 1 ? (byte)(b ^ 1) : b)], of, expected);
            Assert.AreEqual(1, found.Failures);
        }
    }

    [TestMethod]
    public void Randomness_that_stands_still_repeats_or_leans_is_found_and_a_good_source_is_not()
    {
        int calls = 0;
        foreach (Action<byte[]> broken in new Action<byte[]>[]
        {
            Array.Clear,
            bytes => Array.Fill(bytes, (byte)0xA5),
            bytes => BitConverter.TryWriteBytes(bytes, ++calls),
            bytes => new Random(calls++ % 16).NextBytes(bytes),
            bytes =>
            {
                Random.Shared.NextBytes(bytes);
                for (int i = 0; i < bytes.Length; i++) bytes[i] |= 0x11;
            },
        })
        {
            var found = new CheckList();
            RandomCheck.Check(new ScriptedRandom(broken), found);
            Assert.AreEqual(1, found.Failures);
        }
        var good = new CheckList();
        for (int i = 0; i < 1_000; i++) RandomCheck.Check(new ScriptedRandom(Random.Shared.NextBytes), good);
        Assert.AreEqual(0, good.Failures);
    }

    [TestMethod]
    public void A_clock_that_goes_backwards_or_falls_apart_or_is_not_trusted_is_found()
    {
        CollectionAssert.AreEqual(new[] { "clock" }, Failed(ClockChecked(new ScriptedClock { NowStep = -1 })));
        CollectionAssert.AreEqual(new[] { "clock" }, Failed(ClockChecked(new ScriptedClock { MicrosStep = -1 })));
        CollectionAssert.AreEqual(new[] { "clock" }, Failed(ClockChecked(new ScriptedClock { NowStep = 100 })));
        CollectionAssert.AreEqual(Array.Empty<string>(), Failed(ClockChecked(new ScriptedClock())));
        CollectionAssert.AreEqual(new[] { "time" }, Failed(ClockChecked(new FakeClock { Trust = ClockTrust.Floor })));
        CollectionAssert.AreEqual(new[] { "time" }, Failed(ClockChecked(new FakeClock { Trust = ClockTrust.Unset })));
    }

    [TestMethod]
    public void Credentials_that_do_not_fit_or_have_run_out_are_found()
    {
        ConsoleBed bed = Committed();
        bed.Module.Records.Write(RecordName.TlsIdentity, new KeyedCertificate("key", "bad chain").ToBytes());
        StringAssert.Contains(bed.Type("selftest\r"), "credentials    FAILED  the certificate was not made for the key that waits");
        var dates = new ExpiryDates();
        long now = bed.Module.Clock.Utc;
        dates.Add(CredentialKind.Module, now - Day, now + 90 * Day);
        bed.Platform.Expiries = dates;
        StringAssert.Contains(bed.Type("selftest\r"), "dates          ok      first the module's certificate runs out in 90 days");
        dates.Add(CredentialKind.ClientsCa, now - 3 * Day, now + 2 * Day + 1);
        StringAssert.Contains(
            bed.Type("selftest\r"), "first the clients' CA runs out in 2 days; the first\r\n    alarm comes 1 day before");
        dates.Add(CredentialKind.BrokerCa, now - 365 * Day, now + Day + 1);
        StringAssert.Contains(bed.Type("selftest\r"), "ALARM: first the broker's CA runs out in 1 day");
        dates.Add(CredentialKind.RevocationList, now - Day, now - 1);
        StringAssert.Contains(bed.Type("selftest\r"), "dates          FAILED  the revocation list HAS RUN OUT");
    }

    [TestMethod]
    public void A_listener_that_is_closed_and_a_PLC_that_does_not_answer_are_found()
    {
        ConsoleBed bed = Committed();
        bed.Platform.Ways = [
            new ListenerStatus(PeerTransport.Tls, "10.0.0.5:802") { IsOpen = true },
            new ListenerStatus(PeerTransport.Serial, "/dev/ttyS1")];
        bed.Platform.Reply = new PlcReadResult("no connection", "is it on?");
        string shown = bed.Type("selftest\r");
        StringAssert.Contains(shown, "listeners      FAILED  not open: serial at /dev/ttyS1");
        StringAssert.Contains(shown, "plc            FAILED  127.0.0.1:502: no connection");
        Assert.IsTrue(bed.Platform.Asked.All(asked => asked == "anna 1 0300000001"), "nothing but reads");
    }

    private static ConsoleBed Committed(bool isBatch = false)
    {
        ConsoleBed bed = ConsoleBed.LoggedIn(isBatch);
        bed.Edit();
        bed.Type("commit\r");
        return bed;
    }

    // Changes what is stored behind the module's back, so that it still reads as a whole.
    private static void Rewrite(ConsoleBed bed, string old, string @new)
    {
        byte[] content = bed.Module.Records.Read(RecordName.Configuration)!;
        string text = Encoding.Latin1.GetString(content).Replace(old, @new, StringComparison.Ordinal);
        Assert.IsTrue(bed.Module.Records.Write(RecordName.Configuration, Encoding.Latin1.GetBytes(text)));
    }

    private static string FailureOf(Judging judge, CheckedConfiguration inForce)
    {
        var found = new CheckList();
        JudgeCheck.Check(judge, inForce, found);
        return string.Join(
            "; ",
            Enumerable.Range(0, found.Count)
                .Where(i => !found[i].IsOk && found[i].Name == "policy").Select(i => found[i].Name + " " + found[i].Detail));
    }

    private static void Fault(CompiledPolicy policy, int role, Request request, JudgeInput input, Decision into, Func<int, bool> isAllowed)
    {
        Judge.Run(policy, role, request, input, into);
        if (policy.Name == "pump" && isAllowed(request.Function)) Say(into, Verdict.Allow);
    }

    private static void Say(Decision into, Verdict verdict) =>
        typeof(Decision).GetProperty(nameof(Decision.Verdict))!.SetValue(into, verdict);

    private static CheckList ClockChecked(IClock clock)
    {
        var found = new CheckList();
        ClockCheck.Check(clock, found);
        return found;
    }

    private static string[] Failed(CheckList found) =>
        [.. Enumerable.Range(0, found.Count).Where(i => !found[i].IsOk).Select(i => found[i].Name)];

    private sealed class WrongHmac : IHmac
    {
        private readonly LibraryHmac _right = new();

        public byte[] Compute(byte[] key, byte[] buffer, int offset, int count) => Flipped(_right.Compute(key, buffer, offset, count));

        public byte[] Stretch(byte[] password, byte[] salt, int iterations, int length) =>
            Flipped(_right.Stretch(password, salt, iterations, length));

        private static byte[] Flipped(byte[] bytes)
        {
            bytes[^1] ^= 0x80;
            return bytes;
        }
    }

    private sealed class ScriptedRandom(Action<byte[]> next) : IRandom
    {
        public void Fill(byte[] buffer, int offset, int count)
        {
            var bytes = new byte[count];
            next(bytes);
            bytes.CopyTo(buffer, offset);
        }
    }

    // Each look moves it by so much.
    private sealed class ScriptedClock : IClock
    {
        private long _now = 1_000_000;
        private long _micros = 1_000_000_000;

        internal long NowStep { get; init; }

        internal long MicrosStep { get; init; }

        public long Now => _now += NowStep;

        public long Microseconds => _micros += MicrosStep;

        public long Utc => 1;

        public ClockTrust Trust => ClockTrust.Trusted;

        public ISignal CreateSignal() => throw new NotSupportedException();
    }
}
