using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Telemetry;

/// <summary>Puts the parts of the policy texts of one module together, in whatever order they come: a broker hands retained messages on in
/// any, and keeps parts of an older text that was longer. Not thread-safe.</summary>
public sealed class PolicyTextAssembler
{
    // The text that comes, one that it overtook, and what a broker has left of an old one.
    private const int TextsAtOnce = 3;

    // What fits into parts of the fewest bytes that a module tries.
    private const int MostParts = 4096;
    private const int MostBytes = 3 * GuardLimits.MaxPolicyText;

    private readonly List<Parts> _texts = [];

    /// <summary>Whether it holds no part of a text that is not whole.</summary>
    public bool IsEmpty => _texts.Count == 0;

    /// <summary>Takes a part. The text that it completes; null, with a fault or without one: more is to come.</summary>
    /// <param name="part">The part.</param>
    /// <param name="seal">What its seal proves.</param>
    /// <param name="fault">What is wrong with it, or with the text.</param>
    public PolicyText? Take(PolicyPart part, SealProof seal, out PolicyTextFault fault)
    {
        fault = seal == SealProof.Wrong ? PolicyTextFault.Seal : PolicyTextFault.None;
        if (fault != PolicyTextFault.None) return null;
        Parts parts = Of(part);
        fault = parts.Take(part, seal);
        if (fault != PolicyTextFault.None) _texts.Remove(parts);
        if (fault != PolicyTextFault.None || !parts.IsWhole) return null;
        _texts.Remove(parts);
        return parts.Text(out fault);
    }

    private Parts Of(PolicyPart part)
    {
        Parts? parts = _texts.Find(each => each.Whole == part.Whole);
        if (parts != null) return parts;
        if (_texts.Count == TextsAtOnce) _texts.RemoveAt(0);
        _texts.Add(parts = new Parts(part.Whole));
        return parts;
    }

    private sealed class Parts((string Stream, int Boot, int Generation, string Hash) whole)
    {
        private readonly SortedDictionary<int, (PolicyPart Part, SealProof Seal)> _parts = [];
        private int _last = -1;
        private int _bytes;

        public (string Stream, int Boot, int Generation, string Hash) Whole { get; } = whole;

        public bool IsWhole =>
            _last >= 0 && _parts.Count > _last && _parts.Keys.Take(_last + 1).SequenceEqual(Enumerable.Range(0, _last + 1));

        public PolicyTextFault Take(PolicyPart part, SealProof seal)
        {
            if (_parts.Remove(part.Number, out (PolicyPart Part, SealProof Seal) before)) _bytes -= before.Part.Text.Length;
            _parts[part.Number] = (part, seal);
            _bytes += part.Text.Length;
            if (part.IsLast) _last = part.Number;
            else if (part.Number == _last) _last = -1;
            return part.Number >= MostParts || _bytes > MostBytes ? PolicyTextFault.TooLong : PolicyTextFault.None;
        }

        public PolicyText? Text(out PolicyTextFault fault)
        {
            (PolicyPart Part, SealProof Seal)[] parts = [.. _parts.Values.Take(_last + 1)];
            fault = IsChain(parts) ? PolicyTextFault.None : PolicyTextFault.Chain;
            if (fault != PolicyTextFault.None) return null;
            using var bytes = new MemoryStream();
            foreach ((PolicyPart part, _) in parts) bytes.Write(part.Text);
            string text = Utf8Text.Read(bytes.ToArray()) ?? "";
            bool isIts = PolicyReader.Read(text).Policy?.HashText() == Whole.Hash;
            fault = isIts ? PolicyTextFault.None : PolicyTextFault.Hash;
            return isIts ? new PolicyText(Whole.Stream, Whole.Boot, Whole.Generation, Whole.Hash, text, parts[0].Seal) : null;
        }

        // All are sealed or none is, the key was there for all or for none, and each follows the one before.
        private static bool IsChain((PolicyPart Part, SealProof Seal)[] parts)
        {
            ReadOnlySpan<byte> before = parts[0].Part.HasMac ? new byte[EventBatchFormat.MacSize] : [];
            foreach ((PolicyPart part, SealProof seal) in parts)
            {
                if (seal != parts[0].Seal || !part.MacBefore.SequenceEqual(before)) return false;
                before = part.Mac;
            }
            return true;
        }
    }
}
