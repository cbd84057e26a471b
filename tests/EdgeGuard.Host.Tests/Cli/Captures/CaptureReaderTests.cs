using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Cli;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Captures;

namespace EdgeGuard.Host.Tests.Cli.Captures;

/// <summary>Requests come out of captures of every kind, whatever happened to the packets, and what could not be read is told.</summary>
[TestClass]
public sealed class CaptureReaderTests
{
    private static readonly byte[] Read = [3, 0, 0, 0, 2];
    private static readonly byte[] Values = [3, 4, 0, 1, 0, 2];
    private static readonly byte[] Write = [6, 0, 40, 0, 9];

    private static readonly string[] Both =
    [
        "10.0.0.5>10.0.0.2 1 unit 1 0300000002 -> 0",
        "10.0.0.5>10.0.0.2 2 unit 1 0600280009 -> 2",
    ];

    [TestMethod]
    [DataRow(CaptureLink.Ethernet)]
    [DataRow(CaptureLink.Ethernet, 0x8100)]
    [DataRow(CaptureLink.Ethernet, 0x88A8, 0x8100)]
    [DataRow(CaptureLink.Cooked)]
    [DataRow(CaptureLink.Cooked, 0x8100)]
    [DataRow(CaptureLink.Cooked2)]
    [DataRow(CaptureLink.Raw)]
    [DataRow(CaptureLink.Null)]
    [DataRow(CaptureLink.Loopback)]
    public void Requests_are_found_in_every_format_behind_every_link(int link, params int[] tags)
    {
        var capture = new CaptureWriter { LinkType = link };
        Talk(new CapturedTalk(capture, "10.0.0.5", "10.0.0.2") { Tags = tags });
        byte[][] files =
        [
            capture.Pcap(), capture.Pcap(isBigEndian: true), capture.Pcap(hasNanoseconds: true),
            capture.Pcap(isBigEndian: true, hasNanoseconds: true), capture.Pcapng(), capture.Pcapng(isBigEndian: true),
        ];
        foreach (byte[] file in files)
        {
            var run = new CaptureRun(file);
            CollectionAssert.AreEqual(Both, run.Texts);
            Assert.AreEqual(1_700_000_000_002_000_000, run.Requests[0].Time);
            Assert.AreEqual(1_700_000_000_003_000_000, run.Requests[0].ResponseTime);
            Assert.IsEmpty(run.Sentences);
            Assert.AreEqual(capture.Count, run.Notes.Packets);
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void IPv6_is_read_with_extension_headers_and_without(bool hasExtensions)
    {
        var capture = new CaptureWriter();
        Talk(new CapturedTalk(capture, "fd00::5", "fd00::2") { HasExtensions = hasExtensions });
        Assert.AreEqual("fd00::5>fd00::2 1 unit 1 0300000002 -> 0", new CaptureRun(capture.Pcap()).Texts[0]);
    }

    [TestMethod]
    public void A_stream_is_the_same_in_whatever_segments_order_and_number_it_arrives()
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            var capture = new CaptureWriter();
            var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
            talk.Open();
            byte[] asked = Stream(20, Write);
            foreach ((int from, int to) in Pieces(random, asked.Length))
            {
                talk.Add(true, unchecked(talk.Asked + (uint)from), 0x18, asked[from..to]);
            }
            for (int i = 0; i < capture.Count; i++) capture.Move(random.Next(2, capture.Count), random.Next(2, capture.Count));
            var run = new CaptureRun(capture.Pcap());
            Assert.HasCount(20, run.Requests, $"round {round}");
            Assert.AreEqual(0, run.Notes.ForeignBytes + run.Notes.MissingBytes + run.Notes.UnfinishedBytes, $"round {round}");
        }
    }

    [TestMethod]
    public void Of_bytes_that_came_twice_the_first_stand()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Open();
        byte[] first = Adu.Frame(1, 1, Write);
        byte[] other = Adu.Frame(1, 1, 6, 0, 41, 0, 99);
        talk.Add(true, talk.Asked, 0x18, first[..10]);
        talk.Add(true, talk.Asked, 0x18, other);
        Assert.AreEqual("10.0.0.5>10.0.0.2 1 unit 1 0600280063 -> none", new CaptureRun(capture.Pcap()).Texts.Single());
        capture.Move(3, 2);
        Assert.AreEqual("10.0.0.5>10.0.0.2 1 unit 1 0600290063 -> none", new CaptureRun(capture.Pcap()).Texts.Single());
    }

    [TestMethod]
    public void A_connection_that_began_before_the_capture_is_read_from_its_first_whole_frame_on()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Send(false, Values);
        talk.Answer(0, 1, Values);
        talk.Ask(1, 1, Read);
        talk.Answer(1, 1, Values);
        var run = new CaptureRun(capture.Pcap());
        Assert.AreEqual(Both[0], run.Texts.Single());
        CollectionAssert.AreEqual(
            new[]
            {
                "6 bytes on Modbus ports are no Modbus", "1 connections began before the capture",
                "1 responses belong to requests that are not in the capture",
            },
            run.Sentences);
    }

    [TestMethod]
    public void Behind_what_the_capture_lacks_reading_goes_on_and_the_gap_is_told()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Open();
        for (int i = 1; i <= 4; i++) talk.Ask(i, 1, Read);
        capture.Remove(3);
        var run = new CaptureRun(capture.Pcap());
        CollectionAssert.AreEqual(new[] { 1, 3, 4 }, run.Requests.Select(each => each.Transaction).ToArray());
        Assert.Contains("12 bytes are missing from the capture, in 1 places", run.Sentences);
    }

    [TestMethod]
    public void Behind_what_the_capture_lacks_each_response_still_finds_its_request()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Open();
        for (int i = 1; i <= 40; i++)
        {
            talk.Ask(i, 1, Read);
            talk.Answer(i, 1, Values);
        }
        // The third request, and the answer to the tenth.
        capture.Remove(2 + 2 * 9 + 1);
        capture.Remove(2 + 2 * 2);
        var run = new CaptureRun(capture.Pcap());
        Assert.HasCount(39, run.Requests);
        Assert.AreEqual(10, run.Requests.Single(each => !each.IsAnswered).Transaction);
        Assert.IsTrue(run.Requests.Where(each => each.IsAnswered).All(each => each.ResponseTime - each.Time == 1_000_000));
        CollectionAssert.AreEquivalent(
            new[]
            {
                "25 bytes are missing from the capture, in 2 places", "1 responses belong to requests that are not in the capture",
                "1 requests have no response in the capture",
            },
            run.Sentences);
    }

    [TestMethod]
    public void A_response_may_stand_before_its_request_in_the_file()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Open();
        for (int i = 1; i <= 10; i++)
        {
            talk.Ask(i, 1, Read);
            talk.Answer(i, 1, Values);
            capture.Move(capture.Count - 1, capture.Count - 2);
        }
        var run = new CaptureRun(capture.Pcap());
        Assert.HasCount(10, run.Requests);
        Assert.IsTrue(run.Requests.All(each => each.IsAnswered));
        Assert.IsEmpty(run.Sentences);
    }

    [TestMethod]
    public void A_client_whose_requests_all_have_one_id_keeps_its_answers_apart_after_one_is_missing()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Open();
        talk.Ask(0, 1, Read);
        talk.Ask(0, 1, Read);
        talk.Answer(0, 1, Values);
        talk.Ask(0, 1, Read);
        talk.Answer(0, 1, 0x83, 4);
        var run = new CaptureRun(capture.Pcap());
        CollectionAssert.AreEqual(
            new[]
            {
                "10.0.0.5>10.0.0.2 0 unit 1 0300000002 -> none", "10.0.0.5>10.0.0.2 0 unit 1 0300000002 -> 0",
                "10.0.0.5>10.0.0.2 0 unit 1 0300000002 -> 4",
            },
            run.Texts);
    }

    [TestMethod]
    public void The_same_ports_may_serve_a_connection_after_the_other()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        Talk(talk);
        talk.Asked = 400_000;
        talk.Answered = 900_000;
        Talk(talk);
        var run = new CaptureRun(capture.Pcap());
        CollectionAssert.AreEqual(Both.Concat(Both).ToArray(), run.Texts);
        Assert.AreEqual(2, run.Notes.Connections);
    }

    [TestMethod]
    public void Responses_find_their_request_by_transaction_whatever_their_order()
    {
        var capture = new CaptureWriter();
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Open();
        talk.Ask(1, 1, Read);
        talk.Ask(2, 1, Write);
        talk.Answer(2, 1, Write);
        talk.Answer(1, 1, 0x83, 4);
        talk.Answer(9, 1, Values);
        var run = new CaptureRun(capture.Pcap());
        CollectionAssert.AreEqual(
            new[] { "10.0.0.5>10.0.0.2 1 unit 1 0300000002 -> 4", "10.0.0.5>10.0.0.2 2 unit 1 0600280009 -> 0" }, run.Texts);
        Assert.AreEqual("1 responses belong to requests that are not in the capture", run.Sentences.Single());
    }

    [TestMethod]
    public void Other_ports_are_read_when_they_are_named_and_only_then()
    {
        var capture = new CaptureWriter();
        Talk(new CapturedTalk(capture, "10.0.0.5", "10.0.0.2") { ServerPort = 1502 });
        Assert.IsEmpty(new CaptureRun(capture.Pcap()).Requests);
        CollectionAssert.AreEqual(Both, new CaptureRun(capture.Pcap(), 502, 1502).Texts);
    }

    [TestMethod]
    public void With_a_servers_port_at_both_ends_who_opened_the_connection_is_the_client()
    {
        var capture = new CaptureWriter();
        Talk(new CapturedTalk(capture, "10.0.0.5", "10.0.0.2") { ClientPort = 502 });
        CollectionAssert.AreEqual(Both, new CaptureRun(capture.Pcap()).Texts);
    }

    [TestMethod]
    public void A_capture_that_is_cut_anywhere_gives_what_it_has_and_says_how_much_it_lacks()
    {
        var capture = new CaptureWriter();
        Talk(new CapturedTalk(capture, "10.0.0.5", "10.0.0.2"));
        foreach (byte[] file in new[] { capture.Pcap(), capture.Pcapng() })
        {
            int most = 0;
            for (int length = 4; length < file.Length; length++)
            {
                var run = new CaptureRun(file[..length]);
                Assert.IsGreaterThanOrEqualTo(most, run.Requests.Count, $"{length} bytes");
                most = run.Requests.Count;
                string[] begun = [.. Both.Take(most).Select(text => text[..40])];
                CollectionAssert.AreEqual(begun, run.Texts.Select(text => text[..40]).ToArray());
            }
            Assert.AreEqual(2, most);
        }
        byte[] cut = capture.Pcap()[..^1];
        int last = 16 + 14 + 20 + 20 + Adu.Frame(2, 1, 0x86, 2).Length;
        Assert.AreEqual(
            $"packet 6 is cut off: {last - 1} of {cut.Length} bytes of the file were not read", new CaptureRun(cut).Sentences[0]);
    }

    [TestMethod]
    public void What_is_cut_in_pieces_or_unknown_is_counted_by_its_kind()
    {
        var capture = new CaptureWriter { MostBytes = 58 };
        var talk = new CapturedTalk(capture, "10.0.0.5", "10.0.0.2");
        talk.Open();
        talk.Ask(1, 1, Read);
        talk.Add(true, talk.Asked, 0x18, Read, fragment: 0x2000);
        talk.Add(true, talk.Asked, 0x18, [], fragment: 0x0003);
        capture.Add(talk.Time, CaptureLink.Frame(1, [0x45, 0, 0, 10, .. new byte[16]]));
        capture.Add(talk.Time, CaptureLink.Frame(1, [0x51, .. new byte[30]]));
        string[] sentences = new CaptureRun(capture.Pcap()).Sentences;
        Assert.Contains("2 packets have headers that contradict themselves", sentences);
        Assert.Contains("2 packets are fragments of larger ones, which are not put together", sentences);
        Assert.Contains("1 packets were captured in part: capture with a snapshot length of 0", sentences);
        Assert.Contains("4 bytes belong to frames whose rest is not in the capture", sentences);
        var bluetooth = new CaptureWriter { LinkType = 201 };
        bluetooth.Add(0, new byte[8]);
        Assert.AreEqual(
            "1 packets have the link type 201; Ethernet, Linux cooked and raw IP are read",
            new CaptureRun(bluetooth.Pcap()).Sentences.Single());
    }

    [TestMethod]
    [DataRow(new byte[] { 0x1F, 0x8B, 8, 0 }, "is compressed")]
    [DataRow(new byte[] { 0xA1, 0xB2, 0xCD, 0x34 }, "is in a variant of pcap that is long out of use")]
    [DataRow(new byte[] { 1, 2, 3, 4 }, "is no capture")]
    [DataRow(new byte[] { 1 }, "has fewer bytes than any capture")]
    public void A_file_that_is_no_capture_is_told_for_what_it_is(byte[] file, string problem)
    {
        CaptureException told = Assert.ThrowsExactly<CaptureException>(() => new CaptureRun(file));
        Assert.AreEqual(problem, told.Message);
        Assert.IsGreaterThan(10, told.Remedy.Length);
    }

    [TestMethod]
    public void A_packet_that_claims_more_than_any_has_ends_the_reading_there()
    {
        var capture = new CaptureWriter();
        Talk(new CapturedTalk(capture, "10.0.0.5", "10.0.0.2"));
        byte[] file = capture.Pcap();
        file[24 + 11] = 0xFF;
        string told = new CaptureRun(file).Sentences.Single();
        Assert.StartsWith("packet 1 claims 42", told);
        Assert.EndsWith($"{file.Length - 24} of {file.Length} bytes of the file were not read", told);
    }

    // The connection, a read that is answered, a write that is refused.
    private static void Talk(CapturedTalk talk)
    {
        talk.Open();
        talk.Ask(1, 1, Read);
        talk.Answer(1, 1, Values);
        talk.Ask(2, 1, Write);
        talk.Answer(2, 1, 0x86, 2);
    }

    private static byte[] Stream(int requests, byte[] pdu)
    {
        return [.. Enumerable.Range(1, requests).SelectMany(i => Adu.Frame(i, 1, pdu))];
    }

    // Pieces that cover all of it, some of them twice and over each other.
    private static IEnumerable<(int From, int To)> Pieces(Random random, int length)
    {
        for (int at = 0; at < length;)
        {
            int to = Math.Min(length, at + random.Next(1, 40));
            yield return (at, to);
            if (random.Next(4) == 0) yield return (Math.Max(0, at - random.Next(20)), to);
            at = to;
        }
    }
}
