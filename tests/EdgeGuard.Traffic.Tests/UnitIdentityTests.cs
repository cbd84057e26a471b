using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic.Tests;

/// <summary>What units say of themselves, taken out of what they answer to clients.</summary>
[TestClass]
public class UnitIdentityTests
{
    private static readonly byte[] AskId = new byte[] { 43, 14, 1, 0 };
    private static readonly byte[] AskServer = new byte[] { 17 };

    [TestMethod]
    public void What_a_unit_says_is_taken_from_the_answer_to_43_14()
    {
        TrafficRecorder recorder = Told(AskId, new byte[] { 43, 14, 1, 0x81, 0, 0, 3, 0, 3, 65, 66, 67, 1, 1, 80, 2, 4, 118, 50, 46, 54 });
        UnitStatus unit = recorder.Table.Units(0)[0];
        Assert.AreEqual(1, unit.Unit);
        Assert.AreEqual(UnitStatus.Answers, unit.State);
        Assert.AreEqual("ABC", unit.Text(0));
        Assert.AreEqual("P", unit.Text(1));
        Assert.AreEqual("v2.6", unit.Text(2));
        Assert.AreEqual("", unit.Text(3));
        Assert.AreEqual("", unit.ServerId);
        Assert.AreEqual(1_000L, unit.ToldAt);
        Assert.AreEqual(1_000L, unit.FirstSeen);
    }

    [TestMethod]
    public void Parts_of_an_answer_add_to_each_other_and_what_is_said_again_takes_the_place_of_what_was()
    {
        TrafficRecorder recorder = Told(AskId, new byte[] { 43, 14, 1, 0x81, 0xFF, 1, 1, 0, 2, 65, 66 });
        Tell(recorder, new byte[] { 43, 14, 1, 1 }, new byte[] { 43, 14, 1, 0x81, 0, 0, 2, 1, 1, 80, 2, 1, 49 });
        Assert.AreEqual("AB", recorder.Table.Units(0)[0].Text(0));
        Assert.AreEqual("P", recorder.Table.Units(0)[0].Text(1));
        Tell(recorder, new byte[] { 43, 14, 4, 2 }, new byte[] { 43, 14, 4, 0x81, 0, 0, 1, 2, 1, 50 });
        Assert.AreEqual("2", recorder.Table.Units(0)[0].Text(2));
        Assert.AreEqual("AB", recorder.Table.Units(0)[0].Text(0));
    }

    [TestMethod]
    public void Whoever_notes_an_answer_is_told_of_what_the_unit_said_something_else_before()
    {
        TrafficRecorder recorder = new TrafficRecorder(16);
        TrafficSource source = recorder.Open("10.0.0.5");
        var request = new Request();
        request.Decode(1, AskId, 0, AskId.Length);
        byte[] said = new byte[] { 43, 14, 1, 0x81, 0, 0, 2, 0, 1, 65, 1, 1, 80 };
        Assert.AreEqual(0, source.NoteAnswer(request, said, 0, said.Length, 0), "it had said nothing before");
        Assert.AreEqual(0, source.NoteAnswer(request, said, 0, said.Length, 0), "it says the same");
        byte[] more = new byte[] { 43, 14, 1, 0x81, 0, 0, 2, 0, 1, 65, 2, 1, 49 };
        Assert.AreEqual(0, source.NoteAnswer(request, more, 0, more.Length, 0), "of that it had said nothing");
        byte[] other = new byte[] { 43, 14, 1, 0x81, 0, 0, 3, 0, 1, 66, 1, 1, 80, 2, 1, 50 };
        Assert.AreEqual(1 << 0 | 1 << 2, source.NoteAnswer(request, other, 0, other.Length, 0));
        byte[] shorter = new byte[] { 43, 14, 1, 0x81, 0, 0, 1, 1, 0 };
        Assert.AreEqual(1 << 1, source.NoteAnswer(request, shorter, 0, shorter.Length, 0));
        request.Decode(1, AskServer, 0, AskServer.Length);
        Assert.AreEqual(0, source.NoteAnswer(request, new byte[] { 17, 2, 9, 0xFF }, 0, 4, 0));
        Assert.AreEqual(0, source.NoteAnswer(request, new byte[] { 17, 2, 9, 0x00 }, 0, 4, 0), "how it runs");
    }

    [TestMethod]
    public void What_a_unit_said_before_a_restart_is_what_it_said_before()
    {
        TrafficRecorder before = Told(AskId, new byte[] { 43, 14, 1, 0x81, 0, 0, 1, 0, 1, 65 });
        var after = new TrafficRecorder(16);
        Assert.IsTrue(after.Table.RestoreIdentities(before.Table.TakeIdentities(0)!));
        var request = new Request();
        request.Decode(1, AskId, 0, AskId.Length);
        byte[] other = new byte[] { 43, 14, 1, 0x81, 0, 0, 1, 0, 1, 66 };
        Assert.AreEqual(1, after.Open("10.0.0.5").NoteAnswer(request, other, 0, other.Length, 0));
    }

    [TestMethod]
    public void Nothing_of_an_answer_is_taken_that_is_not_sound_to_its_end()
    {
        byte[][] wrong = new byte[][]
        {
            new byte[] { 43, 14, 1, 0x81, 0, 0, 1, 0, 3, 65, 66 },
            new byte[] { 43, 14, 1, 0x81, 0, 0, 1, 0, 1, 65, 66 },
            new byte[] { 43, 14, 1, 0x81, 0, 0, 2, 0, 1, 65 },
            new byte[] { 43, 14, 1, 0x81, 0, 0, 2, 1, 1, 65, 0, 1, 66 },
            new byte[] { 43, 14, 1, 0x81, 0, 0, 2, 0, 1, 65, 0, 1, 66 },
            new byte[] { 43, 14, 1, 0x81, 1, 0, 1, 0, 1, 65 },
            new byte[] { 43, 14, 0, 0x81, 0, 0, 1, 0, 1, 65 },
            new byte[] { 43, 14, 5, 0x81, 0, 0, 1, 0, 1, 65 },
            new byte[] { 43, 13, 1, 0x81, 0, 0, 1, 0, 1, 65 },
            new byte[] { 17, 14, 1, 0x81, 0, 0, 1, 0, 1, 65 },
            new byte[] { 43, 14, 1, 0x81, 0, 0 },
            new byte[] { 0xAB, 1 },
            new byte[0],
        };
        for (int i = 0; i < wrong.Length; i++)
        {
            UnitStatus unit = Told(AskId, wrong[i]).Table.Units(0)[0];
            Assert.AreEqual("", unit.Text(0), "answer " + i);
            Assert.AreEqual(0L, unit.ToldAt, "answer " + i);
        }
        Assert.AreEqual("", Told(AskServer, new byte[] { 17, 2, 1 }).Table.Units(0)[0].ServerId);
        Assert.AreEqual("", Told(AskServer, new byte[] { 17, 0 }).Table.Units(0)[0].ServerId);
        Assert.AreEqual("", Told(AskServer, new byte[] { 17, 1, 1, 2 }).Table.Units(0)[0].ServerId);
        // A request that does not decode was never answered, whatever says so.
        Assert.AreEqual(0L, Told(new byte[] { 43, 14, 1 }, new byte[] { 43, 14, 1, 0x81, 0, 0, 1, 0, 1, 65 }).Table.Units(0)[0].ToldAt);
    }

    [TestMethod]
    public void What_is_no_printable_ASCII_does_not_come_out_and_what_is_too_long_is_cut()
    {
        byte[] answer = new byte[9 + 5 + 2 + 100];
        byte[] head = new byte[] { 43, 14, 1, 0x81, 0, 0, 2, 0, 5, 65, 27, 0xE4, 32, 0, 1, 100 };
        for (int i = 0; i < answer.Length; i++) answer[i] = i < head.Length ? head[i] : (byte)'x';
        UnitStatus unit = Told(AskId, answer).Table.Units(0)[0];
        Assert.AreEqual("A??", unit.Text(0));
        Assert.AreEqual(UnitStatus.MostText, unit.Text(1).Length);
        Assert.AreEqual("xx...", unit.Text(1).Substring(UnitStatus.MostText - 5));
    }

    [TestMethod]
    public void The_answer_to_17_is_shown_as_it_is_and_cut_where_it_is_too_long()
    {
        Assert.AreEqual("b4ff41", Told(AskServer, new byte[] { 17, 3, 0xB4, 0xFF, 65 }).Table.Units(0)[0].ServerId);
        byte[] answer = new byte[2 + 200];
        answer[0] = 17;
        answer[1] = 200;
        string id = Told(AskServer, answer).Table.Units(0)[0].ServerId;
        Assert.AreEqual(2 * UnitStatus.MostText + 3, id.Length);
        Assert.AreEqual("00...", id.Substring(id.Length - 5));
    }

    [TestMethod]
    public void Extended_objects_are_passed_over()
    {
        TrafficRecorder recorder = Told(AskId, new byte[] { 43, 14, 3, 0x83, 0, 0, 3, 6, 1, 65, 7, 1, 66, 0x80, 1, 67 });
        Assert.AreEqual("A", recorder.Table.Units(0)[0].Text(6));
        for (int i = 0; i < 6; i++) Assert.AreEqual("", recorder.Table.Units(0)[0].Text(i));
    }

    [TestMethod]
    public void A_unit_answers_or_is_silent_as_the_last_request_that_reached_it_found_it()
    {
        var recorder = new TrafficRecorder(64);
        TrafficSource client = recorder.Open("10.0.0.5");
        recorder.Note(client, 3, TrafficRecorder.Read(3, 0, 1), RequestFate.Unanswered, 0, 0);
        Assert.AreEqual(UnitStatus.Silent, recorder.Table.Units(0)[0].State);
        int changes = recorder.Table.UnitChanges;
        recorder.Note(client, 3, TrafficRecorder.Read(3, 0, 1), RequestFate.BackedOff, 0, 0);
        recorder.Note(client, 3, TrafficRecorder.Read(3, 0, 1), RequestFate.Unanswered, 0, 0);
        Assert.AreEqual(changes, recorder.Table.UnitChanges);
        recorder.Note(client, 3, TrafficRecorder.Read(3, 0, 1));
        Assert.AreEqual(UnitStatus.Answers, recorder.Table.Units(0)[0].State);
        Assert.AreNotEqual(changes, recorder.Table.UnitChanges);
        recorder.Note(client, 3, TrafficRecorder.Read(3, 0, 1), RequestFate.Answered, ExceptionCode.GatewayTargetFailedToRespond, 0);
        Assert.AreEqual(UnitStatus.Silent, recorder.Table.Units(0)[0].State);
        recorder.Note(client, 3, TrafficRecorder.Read(3, 0, 1), RequestFate.Answered, ExceptionCode.IllegalDataAddress, 0);
        Assert.AreEqual(UnitStatus.Answers, recorder.Table.Units(0)[0].State);
    }

    [TestMethod]
    public void What_was_not_sent_and_what_went_to_all_is_no_unit()
    {
        var recorder = new TrafficRecorder(64);
        TrafficSource client = recorder.Open("10.0.0.5");
        recorder.Note(client, 9, TrafficRecorder.Read(3, 0, 1), RequestFate.Refused, 0, 0);
        recorder.Note(client, 8, TrafficRecorder.Read(3, 0, 1), RequestFate.RateLimited, 0, 0);
        recorder.Note(client, 0, TrafficRecorder.Write(0, 1), RequestFate.Broadcast, 0, 0);
        Assert.AreEqual(0, recorder.Table.Units(0).Length);
    }

    [TestMethod]
    public void Units_without_room_for_their_words_are_units_all_the_same_and_a_reset_forgets_all()
    {
        var recorder = new TrafficRecorder(64);
        for (int unit = 1; unit <= 20; unit++) Tell(recorder, AskServer, new byte[] { 17, 1, 7 }, (byte)unit);
        UnitStatus[] units = recorder.Table.Units(0);
        Assert.AreEqual(20, units.Length);
        Assert.AreEqual("07", units[15].ServerId);
        Assert.AreEqual("", units[16].ServerId);
        recorder.Table.Reset(0);
        Assert.AreEqual(0, recorder.Table.Units(0).Length);
        Tell(recorder, AskServer, new byte[] { 17, 1, 7 }, 20);
        Assert.AreEqual("07", recorder.Table.Units(0)[0].ServerId);
        Assert.AreEqual("", recorder.Table.Units(0)[0].Text(0));
    }

    [TestMethod]
    public void What_is_kept_is_said_by_the_next_run_and_a_smaller_table_takes_what_it_has_room_for()
    {
        var recorder = new TrafficRecorder(128);
        recorder.Now = 5;
        for (int unit = 1; unit <= 20; unit++) Tell(recorder, AskServer, new byte[] { 17, 1, 7 }, (byte)unit);
        Tell(recorder, AskId, new byte[] { 43, 14, 1, 1, 0, 0, 1, 5, 2, 65, 66 });
        byte[]? kept = recorder.Table.TakeIdentities(1_000);
        Assert.IsNotNull(kept);
        Assert.IsNull(recorder.Table.TakeIdentities(1_000));
        var next = new TrafficTable(64, 0);
        Assert.IsTrue(next.RestoreIdentities(kept!));
        UnitStatus[] units = next.Units(7_000);
        Assert.AreEqual(16, units.Length);
        Assert.AreEqual("AB", units[0].Text(5));
        Assert.AreEqual("07", units[15].ServerId);
        Assert.AreEqual(1_005L, units[0].ToldAt);
        Assert.AreEqual(UnitStatus.Unknown, units[0].State);
        for (int length = 0; length < kept!.Length; length++)
        {
            var cut = new byte[length];
            for (int i = 0; i < length; i++) cut[i] = kept[i];
            Assert.IsFalse(new TrafficTable(64, 0).RestoreIdentities(cut), "of " + length + " bytes");
        }
        kept[0]++;
        Assert.IsFalse(new TrafficTable(64, 0).RestoreIdentities(kept));
    }

    private static TrafficRecorder Told(byte[] request, byte[] answer)
    {
        var recorder = new TrafficRecorder(64);
        recorder.Now = 1_000;
        Tell(recorder, request, answer);
        return recorder;
    }

    private static void Tell(TrafficRecorder recorder, byte[] request, byte[] answer)
    {
        Tell(recorder, request, answer, 1);
    }

    private static void Tell(TrafficRecorder recorder, byte[] request, byte[] answer, byte unit)
    {
        TrafficSource client = recorder.Open("10.0.0.5");
        recorder.Note(client, unit, request);
        var decoded = new Request();
        decoded.Decode(unit, request, 0, request.Length);
        client.NoteAnswer(decoded, answer, 0, answer.Length, recorder.Now);
    }
}
