using System.Collections.Generic;
using System.Threading;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>Takes the parts in which modules tell the text of their policy, and keeps the texts that they make. Any thread.</summary>
public sealed class PolicyIntake(PolicyTextFile file)
{
    // Anybody on the port without TLS can invent modules.
    private const int MostModules = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Site, string Module), PolicyTextAssembler> _modules = [];

    /// <summary>Takes one message.</summary>
    /// <param name="from">Its topic.</param>
    /// <param name="bytes">As it came.</param>
    /// <param name="keys">The keys that seals are verified by.</param>
    /// <param name="at">When it came.</param>
    /// <param name="problem">Of <see cref="Receipt.Rejected"/>: why, in words that hold nothing of the message.</param>
    internal Receipt Take(ModuleTopic from, byte[] bytes, SealKeys keys, long at, out string problem)
    {
        PolicyPart? part = PolicyPart.Decode(bytes, out PolicyTextFault fault);
        if (part != null && part.Number != from.Part) fault = PolicyTextFault.Header;
        PolicyText? text = fault == PolicyTextFault.None ? Assemble(from, part!, keys.Prove(part!, bytes), out fault) : null;
        problem = PolicyTextFaultText.Of(fault);
        if (fault != PolicyTextFault.None) return Receipt.Rejected;
        // A part of a text: it comes again on the next connection, with all others.
        if (text == null) return Receipt.Known;
        return file.Keep(from.Site, from.Module, text, at) ? Receipt.Stored : Receipt.Failed;
    }

    private PolicyText? Assemble(ModuleTopic from, PolicyPart part, SealProof seal, out PolicyTextFault fault)
    {
        lock (_lock)
        {
            if (!_modules.TryGetValue((from.Site, from.Module), out PolicyTextAssembler? assembler))
            {
                if (_modules.Count == MostModules) _modules.Clear();
                _modules[(from.Site, from.Module)] = assembler = new PolicyTextAssembler();
            }
            PolicyText? text = assembler.Take(part, seal, out fault);
            if (assembler.IsEmpty) _modules.Remove((from.Site, from.Module));
            return text;
        }
    }
}
