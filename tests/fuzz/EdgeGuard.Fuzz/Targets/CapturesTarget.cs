using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using EdgeGuard.Cli;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing.Captures;
using EdgeGuard.Traffic;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any file is read as far as it is a capture, and what was read can be proposed as a policy that compiles.</summary>
internal sealed class CapturesTarget : ITarget
{
    public string Name => "captures";

    public int MaxLength => 2000;

    public IEnumerable<byte[]> Seeds()
    {
        foreach (int link in new[] { CaptureLink.Ethernet, CaptureLink.Cooked, CaptureLink.Cooked2, CaptureLink.Raw })
        {
            CaptureWriter capture = Talk(link, "10.0.0.5", "10.0.0.2");
            yield return capture.Pcap();
            yield return capture.Pcapng(isBigEndian: true);
        }
        yield return Talk(CaptureLink.Ethernet, "fd00::5", "fd00::2", 0x88A8, 0x8100).Pcap(isBigEndian: true, hasNanoseconds: true);
        yield return Talk(CaptureLink.Cooked2, "fd00::5", "fd00::2").Pcapng();
    }

    public void Run(byte[] input)
    {
        var traffic = new CapturedTraffic(new Dictionary<IPAddress, string>());
        try
        {
            new CaptureReader([502], traffic.Notes, traffic.Add).Read(new MemoryStream(input));
        }
        catch (CaptureException e)
        {
            Promise.Holds(e.Message.Length > 0 && e.Remedy.Length > 0, "a file is refused without a reason or without what helps");
            return;
        }
        traffic.Sort();
        Promise.Holds(traffic.Requests.Count == traffic.Notes.Requests, "a request is counted and not told, or the other way round");
        Promise.Holds(traffic.Requests.All(each => each.Pdu.Length is > 0 and <= ModbusLimits.MaxPdu), "a PDU that no frame holds");
        Promise.Holds(traffic.Notes.Sentences().All(each => each.Length > 0), "an empty sentence");
        Proposal proposal = Proposer.Make(traffic.Rows(new TrafficStatus()), new ProposalOptions());
        Promise.Holds(PolicyReader.Read(proposal.Text).Policy != null, "a proposal that is no policy");
    }

    private static CaptureWriter Talk(int link, string client, string server, params int[] tags)
    {
        var capture = new CaptureWriter { LinkType = link };
        var talk = new CapturedTalk(capture, client, server) { Tags = tags, HasExtensions = link == CaptureLink.Cooked2 };
        talk.Open();
        talk.Ask(1, 1, 3, 0, 0, 0, 2);
        talk.Answer(1, 1, 3, 4, 0, 1, 0, 2);
        talk.Ask(2, 1, 6, 0, 40, 0, 9);
        talk.Answer(2, 1, 0x86, 2);
        return capture;
    }
}
