using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests;

/// <summary>The contract of <see cref="ILink"/>, held by a connection in the chip.</summary>
[TestClass]
public sealed class W5500LinkTests
{
    private static readonly byte[] Request = Adu.Read(1, 1, 3, 7, 1);

    [TestMethod]
    public void What_is_written_reaches_the_PLC_and_what_it_answers_can_be_read()
    {
        using var bed = new ChipBed();
        bed.Plc.Model.HoldingRegisters[7] = 0xBEEF;
        ILink link = bed.Dial();
        CollectionAssert.AreEqual(Adu.Frame(1, 1, 3, 2, 0xBE, 0xEF), Ask(bed, link, Request));
        Assert.AreEqual("192.0.2.10:502", bed.Wire.Dialled.Single());
    }

    [TestMethod]
    public void Waiting_past_the_time_leaves_the_link_as_it_was()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        Assert.IsFalse(bed.Run(() => link.Ready(bed.Clock.Now + 500)));
        Assert.IsFalse(bed.Run(() => link.Ready(bed.Clock.Now)));
        Assert.AreEqual(11, Ask(bed, link, Request).Length);
    }

    [TestMethod]
    public void A_wait_ends_when_bytes_come_and_no_sooner()
    {
        using var bed = new ChipBed();
        bed.Plc.DelayMs = 73;
        ILink link = bed.Dial();
        long began = bed.Clock.Now;
        Assert.IsTrue(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + ChipBed.Soon)));
        Assert.IsFalse(bed.Run(() => link.Ready(began + 72)));
        Assert.IsTrue(bed.Run(() => link.Ready(began + 1_000)));
        Assert.IsTrue(bed.Clock.Now - began < 100, "it looked too late");
    }

    [TestMethod]
    public void A_read_whose_deadline_passes_ends_the_link()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        var buffer = new byte[16];
        Assert.AreEqual(0, bed.Run(() => link.Read(buffer, 0, 16, bed.Clock.Now + 100)));
        Assert.IsTrue(bed.Run(() => link.Ready(bed.Clock.Now)));
        Assert.IsFalse(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + 100)));
        bed.Run(() => Close(link));
        Assert.AreEqual(1, bed.Simulator.Finished);
    }

    [TestMethod]
    public void Bytes_are_read_in_as_small_pieces_as_the_caller_likes()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        Assert.IsTrue(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + ChipBed.Soon)));
        var answer = new byte[11];
        for (int i = 0; i < answer.Length; i++)
        {
            int at = i;
            Assert.AreEqual(1, bed.Run(() => link.Read(answer, at, 1, bed.Clock.Now + ChipBed.Soon)));
        }
        CollectionAssert.AreEqual(Adu.Frame(1, 1, 3, 2, 0, 0), answer);
        Assert.IsFalse(bed.Run(() => link.Ready(bed.Clock.Now)));
    }

    [TestMethod]
    public void Pointers_go_on_at_zero_after_65535()
    {
        using var bed = new ChipBed();
        bed.Simulator.InitialPointer = 0xFFFA;
        bed.Plc.Model.HoldingRegisters[99] = 0x1234;
        ILink link = bed.Dial();
        for (int i = 0; i < 3; i++)
        {
            byte[] answer = Ask(bed, link, Adu.Read(i, 1, 3, 0, 100));
            Assert.AreEqual(209, answer.Length);
            Assert.AreEqual(0x12, answer[207]);
            Assert.AreEqual(0x34, answer[208]);
        }
        Assert.IsTrue(bed.Plc.HasOnlyWholeFrames);
    }

    [TestMethod]
    public void Ten_thousand_requests_pass_the_pointers_end_again_and_again()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        var buffer = new byte[260];
        bool isRight = bed.Run(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                byte[] request = Adu.Read(i % 65_536, 1, 3, i % 100, 20);
                if (!link.Write(request, 0, request.Length, bed.Clock.Now + 1)) return false;
                if (link.Read(buffer, 0, 260, bed.Clock.Now + 1) != 49 || (buffer[0] << 8 | buffer[1]) != i % 65_536) return false;
            }
            return true;
        });
        Assert.IsTrue(isRight);
    }

    [TestMethod]
    public void A_size_that_changes_while_it_is_read_is_read_again()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        Assert.IsTrue(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + ChipBed.Soon)));
        bed.Simulator.TornSizes = 1;
        var buffer = new byte[260];
        Assert.AreEqual(11, bed.Run(() => link.Read(buffer, 0, 260, bed.Clock.Now + ChipBed.Soon)));
        Assert.AreEqual(0, bed.Simulator.TornSizes);
    }

    [TestMethod]
    public void A_PLC_that_closes_is_read_to_its_end_first()
    {
        using var bed = new ChipBed();
        bed.Plc.Next(Mischief.CloseHalfway);
        ILink link = bed.Dial();
        Assert.IsTrue(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + ChipBed.Soon)));
        var buffer = new byte[16];
        Assert.AreEqual(5, bed.Run(() => link.Read(buffer, 0, 16, bed.Clock.Now + ChipBed.Soon)));
        Assert.IsTrue(bed.Run(() => link.Ready(bed.Clock.Now)));
        Assert.AreEqual(0, bed.Run(() => link.Read(buffer, 0, 16, bed.Clock.Now + ChipBed.Soon)));
        bed.Run(() => Close(link));
    }

    [TestMethod]
    public void A_waiting_link_hears_that_the_PLC_closed()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        bool isReady = false;
        bed.Clock.Run(() => isReady = link.Ready(bed.Clock.Now + 10_000));
        bed.Clock.Advance(50);
        Assert.IsFalse(isReady);
        bed.Plc.PowerCycle();
        bed.Clock.Advance(20);
        Assert.IsTrue(isReady);
        Assert.AreEqual(0, bed.Run(() => link.Read(new byte[1], 0, 1, bed.Clock.Now)));
    }

    [TestMethod]
    public void A_reset_by_the_PLC_ends_the_link()
    {
        using var bed = new ChipBed();
        bed.Wire.EndsWithReset = true;
        ILink link = bed.Dial();
        bed.Plc.PowerCycle();
        Assert.IsTrue(bed.Run(() => link.Ready(bed.Clock.Now)));
        Assert.IsFalse(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + ChipBed.Soon)));
        bed.Run(() => Close(link));
        Assert.AreEqual(0, bed.Simulator.Finished);
    }

    [TestMethod]
    public void A_segment_that_nobody_acknowledges_ends_the_link_after_its_retransmissions()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        bed.Simulator.IsSwallowing = true;
        long began = bed.Clock.Now;
        Assert.IsTrue(bed.Run(() => link.Write(Request, 0, Request.Length, began + ChipBed.Soon)));
        Assert.IsTrue(bed.Run(() => link.Ready(began + 60_000)));
        Assert.AreEqual(0, bed.Run(() => link.Read(new byte[1], 0, 1, bed.Clock.Now)));
        Assert.IsTrue(bed.Clock.Now - began >= 6_200, "given up after " + (bed.Clock.Now - began));
        Assert.IsTrue(bed.Clock.Now - began < 6_300, "given up after " + (bed.Clock.Now - began));
    }

    [TestMethod]
    public void A_window_that_stays_shut_ends_the_write_at_its_deadline()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        bed.Wire.IsShut = true;
        // The first one goes to the chip's buffer; the second may not be sent before the first.
        Assert.IsTrue(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + 300)));
        long began = bed.Clock.Now;
        Assert.IsFalse(bed.Run(() => link.Write(Request, 0, Request.Length, began + 300)));
        Assert.AreEqual(300, bed.Clock.Now - began);
        Assert.AreEqual(0, bed.Run(() => link.Read(new byte[1], 0, 1, bed.Clock.Now + 100)));
    }

    [TestMethod]
    public void A_window_that_opens_again_lets_the_write_go_on()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        bed.Wire.IsShut = true;
        byte[] many = Enumerable.Range(0, 300).SelectMany(i => Adu.Read(i, 1, 3, 0, 1)).ToArray();
        bool isWritten = false;
        bed.Clock.Run(() => isWritten = link.Write(many, 0, many.Length, bed.Clock.Now + 1_000));
        bed.Clock.Advance(200);
        Assert.IsFalse(isWritten);
        bed.Wire.IsShut = false;
        bed.Clock.Advance(100);
        Assert.IsTrue(isWritten);
        Assert.AreEqual(300, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void Abort_wakes_a_waiting_thread()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        int read = -1;
        bed.Clock.Run(() => read = link.Read(new byte[1], 0, 1, bed.Clock.Now + 60_000));
        bed.Clock.Settle();
        Assert.AreEqual(-1, read);
        link.Abort();
        link.Abort();
        bed.Clock.Settle();
        Assert.AreEqual(0, read);
    }

    [TestMethod]
    public void After_close_every_call_answers_as_for_an_ended_link()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        bed.Run(() => Close(link));
        bed.Run(() => Close(link));
        Assert.IsTrue(bed.Run(() => link.Ready(bed.Clock.Now + 100)));
        Assert.AreEqual(0, bed.Run(() => link.Read(new byte[1], 0, 1, bed.Clock.Now + 100)));
        Assert.IsFalse(bed.Run(() => link.Write(Request, 0, Request.Length, bed.Clock.Now + 100)));
        Assert.AreEqual(1, bed.Simulator.Finished);
    }

    [TestMethod]
    public void A_request_and_its_answer_take_fourteen_frames_on_the_bus()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        Ask(bed, link, Request);
        int before = bed.Simulator.Frames;
        Ask(bed, link, Request);
        Assert.AreEqual(14, bed.Simulator.Frames - before);
    }

    [TestMethod]
    public void A_request_and_its_answer_allocate_nothing()
    {
        var clock = new FakeClock();
        var bus = new QuietBus();
        var dialer = new W5500Dialer(new W5500Chip(bus, bus, ChipBed.Addresses(), 0, false, clock), [192, 0, 2, 10], 502);
        ILink? link = null;
        clock.Run(() => link = dialer.Dial(clock.Now + 100));
        clock.Advance(100);
        Assert.IsNotNull(link);
        var buffer = new byte[260];
        Exchange(clock, link, buffer, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsTrue(Exchange(clock, link, buffer, 1_000));
        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static bool Close(ILink link)
    {
        link.Close();
        return true;
    }

    private static bool Exchange(FakeClock clock, ILink link, byte[] buffer, int times)
    {
        for (int i = 0; i < times; i++)
        {
            bool isSound = link.Write(buffer, 0, 12, clock.Now) && link.Ready(clock.Now)
                && link.Read(buffer, 0, 260, clock.Now) == QuietBus.Received;
            if (!isSound) return false;
        }
        return true;
    }

    private static byte[] Ask(ChipBed bed, ILink link, byte[] request)
    {
        var buffer = new byte[260];
        int length = bed.Run(() => link.Write(request, 0, request.Length, bed.Clock.Now + ChipBed.Soon)
            ? link.Read(buffer, 0, buffer.Length, bed.Clock.Now + ChipBed.Soon)
            : -1);
        return buffer[..length];
    }
}
