using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Modbus.Tests.HostOnly;

/// <summary>What must hold for all bytes, not only for those that somebody thought of.</summary>
[TestClass]
public class WireProperties
{
    private static readonly WireVector[] Whole = [
        .. WireVectorFolder.ReadAll().Where(vector => vector.After == 0 && vector.Sent.Count > 7)];

    private static readonly byte[][] Requests = [.. Whole.Select(vector => vector.Sent.Skip(7).ToArray())];

    private static readonly (byte[] Request, byte[] Response)[] Exchanges =
        [.. Whole.Where(vector => vector.Received.Count > 0).Select(v => (v.Sent.Skip(7).ToArray(), v.Received.Skip(7).ToArray()))];

    // Near the border between right and wrong: a vector with up to three bytes changed, a few missing or a few more.
    private static Gen<byte[]> Near(Gen<byte[]> pdus)
    {
        return Gen.Select(pdus, Gen.Select(Gen.Int[0, 20], Gen.Byte).Array[0, 3], Gen.Int[-2, 2], Mutate);
    }

    private static readonly Gen<byte[]> AnyPdu =
        Gen.OneOf(Gen.Byte.Array[0, 260], Near(Gen.Int[0, Requests.Length - 1].Select(i => Requests[i])));

    [TestMethod]
    public void No_bytes_make_the_decoder_throw_or_look_outside_the_pdu()
    {
        // The array ends where the PDU ends: a look behind it is an exception.
        Gen.Select(Gen.Byte, AnyPdu).Sample(
            (unit, pdu) => new Request().Decode(unit, pdu, 0, pdu.Length) == (ReferenceDecoder.Fields(unit, pdu) is not null),
            iter: 100_000);
    }

    [TestMethod]
    public void A_second_decoder_finds_the_same_fields()
    {
        Gen.Select(Gen.Byte, AnyPdu).Sample(
            (unit, pdu) =>
            {
                var request = new Request();
                string? fields = request.Decode(unit, pdu, 0, pdu.Length) ? WireText.OfFields(request) : null;
                Assert.AreEqual(ReferenceDecoder.Fields(unit, pdu), fields);
            },
            iter: 100_000);
    }

    [TestMethod]
    public void No_bytes_make_the_response_check_throw_or_look_outside_the_pdu()
    {
        Gen<byte[]> answers = Gen.OneOf(Gen.Byte.Array[0, 260], Near(Gen.Int[0, Exchanges.Length - 1].Select(i => Exchanges[i].Response)));
        Gen.Select(AnyPdu, answers, Gen.Bool).Sample(
            (pdu, answer, sameFunction) =>
            {
                var request = new Request();
                bool isWell = request.Decode(1, pdu, 0, pdu.Length);
                if (sameFunction && answer.Length > 0) answer = [request.Function, .. answer[1..]];
                return !isWell || Enum.IsDefined(ResponseCheck.Check(request, answer, 0, answer.Length));
            },
            iter: 100_000);
    }

    [TestMethod]
    public void An_answer_to_one_request_with_any_bit_changed_in_function_or_count_is_not_taken()
    {
        (byte[] Request, byte[] Response)[] reads = [.. Exchanges.Where(IsWellAnsweredRead)];
        Gen.Select(Gen.Int[0, reads.Length - 1], Gen.Int[0, 15]).Sample((i, bit) =>
        {
            byte[] changed = [.. reads[i].Response];
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            return Check(reads[i].Request, changed) != ResponseFault.None;
        });
    }

    [TestMethod]
    public void Where_a_stream_is_cut_does_not_change_its_frames()
    {
        Gen<byte[]> frames = Gen.OneOf(
            Gen.Int[0, Whole.Length - 1].Select(i => Whole[i].Sent.ToArray()),
            Gen.Byte.Array[1, 252].Select(Framed),
            Gen.Byte.Array[0, 12]);
        Gen.Select(frames.Array[1, 6], Gen.Int[1, 40].Array[1, 30]).Sample((parts, cuts) =>
        {
            byte[] stream = [.. parts.SelectMany(part => part)];
            CollectionAssert.AreEqual(Cut(stream, [stream.Length]), Cut(stream, cuts));
        });
    }

    private static bool IsWellAnsweredRead((byte[] Request, byte[] Response) exchange)
    {
        return exchange.Request[0] is >= 1 and <= 4 && Check(exchange.Request, exchange.Response) == ResponseFault.None
            && exchange.Response.Length > 2;
    }

    private static ResponseFault Check(byte[] pdu, byte[] answer)
    {
        var request = new Request();
        Assert.IsTrue(request.Decode(1, pdu, 0, pdu.Length));
        return ResponseCheck.Check(request, answer, 0, answer.Length);
    }

    private static byte[] Mutate(byte[] pdu, (int At, byte Value)[] changes, int longer)
    {
        byte[] result = new byte[Math.Max(0, pdu.Length + longer)];
        Array.Copy(pdu, result, Math.Min(pdu.Length, result.Length));
        foreach ((int at, byte value) in changes)
        {
            if (at < result.Length) result[at] = value;
        }

        return result;
    }

    private static byte[] Framed(byte[] pdu)
    {
        byte[] frame = new byte[ModbusLimits.MbapHeader + pdu.Length];
        Mbap.Write(frame, 0, 1, 1, pdu.Length);
        pdu.CopyTo(frame, ModbusLimits.MbapHeader);
        return frame;
    }

    // A link as the product reads it: bytes arrive in pieces, frames leave from the front. The list ends with what is left.
    private static List<string> Cut(byte[] stream, int[] sizes)
    {
        var framer = new MbapFramer(ModbusLimits.MaxTcpAdu);
        var found = new List<string>();
        int begin = 0, end = 0;
        for (int piece = 0; end < stream.Length; piece++)
        {
            end = Math.Min(stream.Length, end + sizes[piece % sizes.Length]);
            Framing framing;
            while ((framing = framer.Next(stream, begin, end - begin)) == Framing.Frame)
            {
                found.Add(Convert.ToHexString(stream, begin, framer.FrameLength));
                begin += framer.FrameLength;
            }

            if (framing == Framing.Broken)
            {
                found.Add($"at {begin}: {WireText.Of(framer)}");
                return found;
            }
        }

        found.Add($"at {begin}: need-more");
        return found;
    }
}
