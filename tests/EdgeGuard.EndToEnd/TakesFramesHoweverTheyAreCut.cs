using System;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class TakesFramesHoweverTheyAreCut
{
    private static readonly byte[] First = Adu.Read(1, 1, 3, 40, 1);
    private static readonly byte[] Second = Adu.Read(2, 1, 3, 41, 1);
    private static readonly byte[] Both = [.. First, .. Second];

    [TestMethod]
    public void One_byte_at_a_time_is_as_good_as_a_whole_frame()
    {
        using var site = new Site();
        site.StartPlc();
        site.StartModule();
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        for (int round = 0; round < 3; round++)
        {
            foreach (byte b in Both) client.Send([b]);
            CheckBoth(client);
        }
    }

    [TestMethod]
    public void Two_frames_split_and_joined_at_every_boundary_are_two_requests()
    {
        using var site = new Site();
        site.StartPlc();
        site.StartModule();
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        for (int cut = 0; cut <= Both.Length; cut++)
        {
            if (cut > 0) client.Send(Both.AsSpan(0, cut));
            if (cut < Both.Length) client.Send(Both.AsSpan(cut));
            CheckBoth(client);
        }
    }

    [TestMethod]
    public void A_client_that_stops_amid_a_frame_is_let_go_and_disturbs_nobody()
    {
        using var site = new Site();
        site.StartPlc();
        Executable module = site.StartModule();
        using var stuck = new RawClient(site, site.Client("op1", "Operator"));
        using var other = new RawClient(site, site.Client("op2", "Operator"));
        stuck.Send(First.AsSpan(0, 8));
        Assert.AreEqual(1000, other.Value(First));
        Assert.IsEmpty(stuck.Receive());
        module.WaitForError("CN=op1");
        Assert.AreEqual(1000, other.Value(First));
    }

    private static void CheckBoth(RawClient client)
    {
        CollectionAssert.AreEqual(Adu.Frame(1, 1, 3, 2, 1000 >> 8, 1000 & 0xFF), client.Receive());
        CollectionAssert.AreEqual(Adu.Frame(2, 1, 3, 2, 1600 >> 8, 1600 & 0xFF), client.Receive());
    }
}
