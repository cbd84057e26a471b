using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy.Tests;

/// <summary>What holds for every policy, every request and every text.</summary>
[TestClass]
public sealed class PolicyPropertyTests
{
    private static readonly string[] Roles = ["A", "B", "C"];

    [TestMethod]
    public void The_judge_agrees_with_one_that_looks_at_every_line_and_every_address()
    {
        int allowed = 0, refused = 0, waiting = 0;
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var policy = new NaivePolicy(random);
            PolicyReading reading = PolicyReader.Read(policy.Text());
            if (reading.Policy == null) throw new InvalidOperationException(policy.Text() + reading.Problems[0]);
            for (int i = 0; i < 60; i++)
            {
                (int role, Request request, JudgeInput input) = Question(random, reading.Policy);
                Explanation answer = PolicyExplainer.Explain(reading.Document, reading.Policy, Roles[role], request, input);
                Verdict expected = policy.Judge(role, request, input);
                Agree(expected, answer, policy, request);
                if (expected == Verdict.Allow) allowed++;
                else if (expected == Verdict.Refuse) refused++;
                else waiting++;
            }
        }, iter: 400, threads: 1);
        Assert.IsTrue(allowed > 1000 && refused > 1000 && waiting > 50, $"{allowed} allowed, {refused} refused, {waiting} waiting");
    }

    [TestMethod]
    public void What_is_written_reads_as_the_same_policy()
    {
        Gen.Int.Sample(seed =>
        {
            string text = new NaivePolicy(new Random(seed)).Text();
            PolicyReading first = PolicyReader.Read(text);
            string canonical = PolicyWriter.Write(first.Document);
            PolicyReading second = PolicyReader.Read(canonical);
            Assert.AreEqual(0, second.Problems.Errors, canonical);
            Assert.AreEqual(canonical, PolicyWriter.Write(second.Document));
            Assert.AreEqual(first.Policy!.HashText(), second.Policy!.HashText());
            var random = new Random(seed);
            for (int i = 0; i < 20; i++)
            {
                (int role, Request request, JudgeInput input) = Question(random, first.Policy);
                var one = new Decision();
                var other = new Decision();
                Judge.Run(first.Policy, first.Policy.RoleIndex(Roles[role]), request, input, one);
                Judge.Run(second.Policy, second.Policy.RoleIndex(Roles[role]), request, input, other);
                Assert.AreEqual(one.Verdict, other.Verdict, canonical);
                Assert.AreEqual(one.Reason, other.Reason, canonical);
            }
        }, iter: 300, threads: 1);
    }

    [TestMethod]
    public void The_reader_takes_any_text_without_throwing_and_compiles_none_that_has_errors()
    {
        string[] words = [
            .. PolicySample.Design.Split(' ', '\n'), .. " \n,\"#\\=<>:/-..\t".Select(each => each.ToString()), "4x00001", "s16",
            "99999999999"];
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var text = new StringBuilder(PolicySample.Design);
            for (int i = random.Next(12); i >= 0; i--)
            {
                int at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(9), text.Length - at));
                else text.Insert(at, words[random.Next(words.Length)] + (random.Next(2) == 0 ? " " : ""));
            }

            PolicyReading reading = PolicyReader.Read(text.ToString());
            Assert.AreEqual(reading.Problems.Errors == 0, reading.Policy != null, text.ToString());
            PolicyWriter.Write(reading.Document);
        }, iter: 2000, threads: 1);
        Gen.String.Sample(text => PolicyReader.Read("edgeguard-policy 1\nrole A\nallow " + text), iter: 2000, threads: 1);
    }

    [TestMethod]
    public void Decimal_bounds_are_the_nearest_single_precision_numbers()
    {
        Gen.Select(Gen.Long[0, 999_999_999_999_999], Gen.Int[0, 15], Gen.Bool).Sample((digits, scale, isNegative) =>
        {
            string padded = digits.ToString("D16");
            string text = (isNegative ? "-" : "") + padded[..^scale] + (scale > 0 ? "." + padded[^scale..] : "");
            var number = new DecimalText();
            Assert.IsTrue(number.Read(text), text);
            float expected = float.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            Assert.AreEqual(digits == 0 ? 0f : expected, BitConverter.UInt32BitsToSingle(number.Bits), text);
            Assert.AreEqual(expected, float.Parse(number.Normal, System.Globalization.CultureInfo.InvariantCulture), number.Normal);
        }, iter: 5000, threads: 1);
    }

    [TestMethod]
    public void Sha256_is_the_frameworks()
    {
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            var hash = new Sha256();
            int half = bytes.Length / 2;
            hash.Append(bytes, 0, half);
            hash.Append(bytes, half, bytes.Length - half);
            CollectionAssert.AreEqual(System.Security.Cryptography.SHA256.HashData(bytes), hash.Finish());
        }, iter: 500, threads: 1);
    }

    private static void Agree(Verdict expected, Explanation answer, NaivePolicy policy, Request request)
    {
        string story = policy.Text() + answer;
        Assert.AreEqual(expected, answer.Verdict, story);
        Assert.AreEqual(expected == Verdict.Allow, answer.Lines.Any(line => line.Allows), story);
        if (expected == Verdict.Allow) Assert.IsTrue(answer.Lines.Single(line => line.Line == answer.Rule).Allows, story);
        if (expected == Verdict.Refuse) Assert.AreNotEqual(Refusal.None, answer.Reason, story);
        if (answer.Reason == Refusal.Function) Assert.AreEqual(0, answer.Lines.Length, story);
        Assert.IsTrue(request.Fault == RequestFault.None);
    }

    private static (int Role, Request Request, JudgeInput Input) Question(Random random, CompiledPolicy policy)
    {
        var input = new JudgeInput
        {
            Now = 100_000,
            HeldSince = 98_000,
            WeekMinute = random.Next(10_080),
            Values = new ObservedValues(policy),
        };
        for (int address = 0; address < 24; address++)
        {
            if (random.Next(3) != 0)
            {
                input.Values.Store(
                    (byte)random.Next(4), AddressTable.HoldingRegisters, address, random.Next(address < 2 ? 2 : 20),
                    100_000 - random.Next(4000));
            }
        }
        var request = new Request();
        byte[] pdu = Pdu(random);
        Assert.IsTrue(request.Decode((byte)random.Next(4), pdu, 0, pdu.Length), Convert.ToHexString(pdu));
        return (random.Next(Roles.Length), request, input);
    }

    private static byte[] Pdu(Random random)
    {
        byte address = (byte)random.Next(24);
        byte quantity = (byte)(1 + random.Next(5));
        switch (random.Next(11))
        {
            case 0: return [5, 0, address, 0xFF, 0];
            case 1: return [6, 0, address, .. Value(random)];
            case 2: return [8, 0, (byte)random.Next(3), 0, 0];
            case 3: return [15, 0, address, 0, quantity, 1, (byte)random.Next(256)];
            case 4 when random.Next(3) == 0:
                byte[][] pairs = [.. Enumerable.Range(0, quantity).Select(_ => PolicyNaivePairs.Value(random))];
                return [16, 0, address, 0, (byte)(2 * quantity), (byte)(4 * quantity), .. pairs.SelectMany(pair => pair)];
            case 4:
                return [16, 0, address, 0, quantity, (byte)(2 * quantity), .. Enumerable.Range(0, quantity).SelectMany(_ => Value(random))];
            case 5: return [20, 14, .. Group(random), .. Group(random)];
            case 6: return [22, 0, address, (byte)random.Next(256), (byte)random.Next(256), 0, 0];
            case 7 when random.Next(3) == 0:
                return [23, 0, (byte)random.Next(24), 0, quantity, 0, address, 0, 2, 4, .. PolicyNaivePairs.Value(random)];
            case 7: return [23, 0, (byte)random.Next(24), 0, quantity, 0, address, 0, 1, 2, .. Value(random)];
            case 8: return random.Next(2) == 0 ? [24, 0, address] : [90, 1];
            case 9: return random.Next(2) == 0 ? [43, 13, 0] : [43, 14, 1, 0];
            default: return [(byte)(1 + random.Next(4)), 0, address, 0, quantity];
        }
    }

    private static byte[] Group(Random random)
    {
        return [6, 0, (byte)(1 + random.Next(6)), 0, (byte)random.Next(6), 0, (byte)(1 + random.Next(3))];
    }

    private static byte[] Value(Random random)
    {
        int value = random.Next(30) - 10;
        return [(byte)(value >> 8 & 0xFF), (byte)(value & 0xFF)];
    }

    private sealed class NaivePolicy
    {
        private readonly List<PolicyNaiveLine> _nevers = [];
        private readonly List<PolicyNaiveLine>[] _roles = [[], [], []];
        private readonly bool _includes;

        internal NaivePolicy(Random random)
        {
            _includes = random.Next(2) == 0;
            for (int i = random.Next(3); i > 0; i--) _nevers.Add(new PolicyNaiveLine(random, true));
            foreach (List<PolicyNaiveLine> role in _roles)
            {
                for (int i = random.Next(14); i > 0; i--) role.Add(new PolicyNaiveLine(random, false));
            }
        }

        internal string Text()
        {
            var text = new StringBuilder(PolicySample.Head);
            foreach (PolicyNaiveLine never in _nevers) text.Append(never.Text()).Append('\n');
            for (int i = 0; i < _roles.Length; i++)
            {
                text.Append("role ").Append(Roles[i]).Append(i == 0 && _includes ? " includes B\n" : "\n");
                foreach (PolicyNaiveLine line in _roles[i]) text.Append(line.Text()).Append('\n');
            }

            return text.ToString();
        }

        internal Verdict Judge(int role, Request request, JudgeInput input)
        {
            if (_nevers.Any(never => never.Touches(request))) return Verdict.Refuse;
            IEnumerable<PolicyNaiveLine> lines = role == 0 && _includes ? _roles[0].Concat(_roles[1]) : _roles[role];
            Verdict[] verdicts = [.. lines.Select(line => line.Judge(request, input))];
            if (verdicts.Contains(Verdict.Allow)) return Verdict.Allow;
            return verdicts.Contains(Verdict.NeedValue) ? Verdict.NeedValue : Verdict.Refuse;
        }
    }
}
