using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Host.Tests.Cli.Policies;

/// <summary>The text of a policy, as the module cuts it into parts and whoever listens puts it together.</summary>
[TestClass]
public sealed class PolicyTextTests
{
    private const string Head = "edgeguard-policy 1\npolicy pump version 7\n";
    private const string Short = Head + "role Operator\n  allow 3 unit 1 address 0-9\n";

    private static readonly string[] Letters = ["a", "é", "語", "😀", "\n# ", "\r\n# "];
    private static readonly SystemHmac Hmac = new();
    private static readonly byte[] Stream = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly SealKeys Keys = new(Hmac, [new SealKey(Stream, Key)]);
    private static readonly SealKeys NoKeys = new(Hmac, []);

    [TestMethod]
    public void A_text_comes_whole_with_its_configuration_and_what_its_seal_proves()
    {
        PolicyText text = Read(Parts(Short))!;
        Assert.AreEqual(Short, text.Text);
        Assert.AreEqual(PolicyReader.Read(Short).Policy!.HashText(), text.Hash);
        Assert.AreEqual((7, 4, SealProof.Right), (text.Boot, text.Generation, text.Seal));
        Assert.AreEqual(SealProof.Unverified, Read(Parts(Short), NoKeys)!.Seal);
        Assert.AreEqual(SealProof.Unsealed, Read(Parts(Short, isSealed: false), NoKeys)!.Seal);
        Assert.AreEqual(PolicyTextFault.Seal, FaultOf(Parts(Short, isSealed: false)), "there is a key for the stream");
    }

    [TestMethod]
    public void Every_length_and_every_letter_is_cut_between_letters_whatever_the_broker_takes()
    {
        Gen<string> letters = Gen.Int[0, Letters.Length - 1].Array[0, 2500].Select(picks => string.Concat(picks.Select(i => Letters[i])));
        Gen.Select(letters, Gen.Int[150, 1200], Gen.Bool).Sample(
            (comment, most, isSealed) =>
            {
                string text = Short + "# " + comment;
                List<(string Topic, byte[] Bytes)> parts = Parts(text, most, isSealed);
                Assert.IsTrue(parts.All(part => part.Bytes.Length <= Math.Min(most, PolicyPartFormat.MostBytes)));
                Assert.IsTrue(parts.Select((part, i) => part.Topic == "t/" + i).All(isRight => isRight));
                Assert.AreEqual(text, Read(parts, isSealed ? Keys : NoKeys)!.Text);
            },
            iter: 300);
    }

    [TestMethod]
    public void The_longest_policy_fits()
    {
        string text = Short + "# " + new string('語', GuardLimits.MaxPolicyText - Short.Length - 2);
        Assert.AreEqual(text, Read(Parts(text))!.Text);
    }

    [TestMethod]
    public void Parts_in_any_order_and_what_is_left_of_a_longer_text_make_the_text()
    {
        List<(string, byte[] Bytes)> old = Parts(Long('x'), generation: 3);
        List<(string, byte[] Bytes)> now = Parts(Long('y'));
        var assembler = new PolicyTextAssembler();
        PolicyText? text = null;
        IEnumerable<byte[]> others = now.Where((_, i) => i != 2).Select(part => part.Bytes);
        foreach (byte[] bytes in new[] { old[^1].Bytes, now[2].Bytes, old[1].Bytes }.Concat(others))
        {
            text = Take(assembler, bytes, Keys, out PolicyTextFault fault) ?? text;
            Assert.AreEqual(PolicyTextFault.None, fault);
        }
        Assert.AreEqual(Long('y'), text!.Text);
    }

    [TestMethod]
    public void A_part_that_is_changed_left_out_or_of_another_text_makes_none()
    {
        byte[][] parts = [.. Parts(Long('x')).Select(part => part.Bytes)];
        byte[] changed = [.. parts[1]];
        changed[PolicyPartFormat.HeaderSize + 5] ^= 1;
        Assert.AreEqual(PolicyTextFault.Seal, FaultOf([parts[0], changed]));
        Assert.IsNull(Read([parts[0], .. parts[2..]]));
        // The same policy with other comments has the same hash: only the chain tells its parts apart.
        byte[][] others = [.. Parts(Long('y')).Select(part => part.Bytes)];
        Assert.AreEqual(PolicyTextFault.Chain, FaultOf([parts[0], others[1], .. parts[2..]]));
    }

    [TestMethod]
    public void A_text_that_is_of_another_hash_or_no_policy_makes_none()
    {
        Assert.AreEqual(PolicyTextFault.Hash, FaultOf(Parts(Short, hash: new byte[32])));
        Assert.AreEqual(PolicyTextFault.Hash, FaultOf(Parts("no policy", hash: new byte[32])));
    }

    [TestMethod]
    public void Every_byte_of_a_part_counts()
    {
        byte[] part = Parts(Short, isSealed: false)[0].Bytes;
        Assert.AreEqual(PolicyTextFault.Magic, Fault(With(part, 0, 0)));
        Assert.AreEqual(PolicyTextFault.Version, Fault(With(part, 4, 2)));
        Assert.AreEqual(PolicyTextFault.Header, Fault(With(part, PolicyPartFormat.FlagsOffset, 2)));
        Assert.AreEqual(PolicyTextFault.Header, Fault(With(part, PolicyPartFormat.BootOffset, 0x80)));
        Assert.AreEqual(PolicyTextFault.Text, Fault(With(part, PolicyPartFormat.HeaderSize, 0xFF)));
        Assert.AreEqual(PolicyTextFault.Length, Fault(With(part, part.Length - 1, 64)));
        for (int length = 0; length < part.Length; length++) Assert.AreNotEqual(PolicyTextFault.None, Fault(part[..length]));
        Assert.AreEqual(PolicyTextFault.Length, Fault([.. part, 0]));
    }

    [TestMethod]
    public void Another_policy_begins_at_once_and_a_new_connection_tells_all_of_it_again()
    {
        PolicyTextReports reports = Reports(Long('x'));
        Assert.IsGreaterThan(0, reports.Next(int.MaxValue));
        reports.Sent();
        reports.Use(Short, PolicyReader.Read(Short).Policy!.GetHash(), 5);
        Assert.AreEqual(5, Read(Drain(reports, int.MaxValue))!.Generation);
        Assert.AreEqual(0, reports.Next(int.MaxValue));
        reports.Connected();
        Assert.AreEqual(Short, Read(Drain(reports, int.MaxValue))!.Text);
    }

    [TestMethod]
    public void What_a_broker_takes_in_no_size_is_not_tried_until_there_is_another_connection()
    {
        PolicyTextReports reports = Reports(Short);
        Assert.AreEqual(0, reports.Next(100));
        Assert.AreEqual(0, reports.Next(int.MaxValue));
        reports.Connected();
        Assert.IsGreaterThan(0, reports.Next(int.MaxValue));
    }

    private static string Long(char letter) => Short + "# " + new string(letter, 3000) + "\n";

    private static PolicyTextReports Reports(string text, bool isSealed = true, int generation = 4, byte[]? hash = null)
    {
        var reports = new PolicyTextReports("t", Stream, 7, isSealed ? new BatchSeal(Hmac, Key) : null);
        reports.Use(text, hash ?? PolicyReader.Read(text).Policy!.GetHash(), generation);
        return reports;
    }

    private static List<(string Topic, byte[] Bytes)> Parts(
        string text, int most = int.MaxValue, bool isSealed = true, int generation = 4, byte[]? hash = null) =>
        Drain(Reports(text, isSealed, generation, hash), most);

    private static List<(string Topic, byte[] Bytes)> Drain(PolicyTextReports reports, int most)
    {
        var parts = new List<(string, byte[])>();
        for (int length; (length = reports.Next(most)) > 0; reports.Sent()) parts.Add((reports.Topic, reports.Buffer[..length]));
        return parts;
    }

    private static PolicyText? Read(IEnumerable<(string Topic, byte[] Bytes)> parts, SealKeys? keys = null) =>
        Read(parts.Select(part => part.Bytes), keys);

    private static PolicyText? Read(IEnumerable<byte[]> parts, SealKeys? keys = null)
    {
        var assembler = new PolicyTextAssembler();
        return parts.Select(bytes => Take(assembler, bytes, keys ?? Keys, out _)).ToArray().LastOrDefault(text => text != null);
    }

    private static PolicyTextFault FaultOf(IEnumerable<(string Topic, byte[] Bytes)> parts) => FaultOf(parts.Select(part => part.Bytes));

    private static PolicyTextFault FaultOf(IEnumerable<byte[]> parts)
    {
        var assembler = new PolicyTextAssembler();
        foreach (byte[] bytes in parts)
        {
            Take(assembler, bytes, Keys, out PolicyTextFault fault);
            if (fault != PolicyTextFault.None) return fault;
        }
        return PolicyTextFault.None;
    }

    private static PolicyText? Take(PolicyTextAssembler assembler, byte[] bytes, SealKeys keys, out PolicyTextFault fault)
    {
        PolicyPart? part = PolicyPart.Decode(bytes, out fault);
        return part == null ? null : assembler.Take(part, keys.Prove(part, bytes), out fault);
    }

    private static PolicyTextFault Fault(byte[] bytes)
    {
        PolicyPart? part = PolicyPart.Decode(bytes, out PolicyTextFault fault);
        Assert.AreEqual(part == null, fault != PolicyTextFault.None);
        return fault;
    }

    private static byte[] With(byte[] part, int at, byte value)
    {
        byte[] changed = [.. part];
        changed[at] = value;
        return changed;
    }
}
