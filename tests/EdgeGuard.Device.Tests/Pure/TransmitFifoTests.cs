namespace EdgeGuard.Device.Tests.Pure;

[TestClass]
public class TransmitFifoTests
{
    private const int CharacterUs = 573;

    [TestMethod]
    public void An_empty_buffer_has_room_for_all_that_it_holds()
    {
        Assert.AreEqual(TransmitFifo.Size, new TransmitFifo(CharacterUs).Room(1_000));
    }

    [TestMethod]
    public void What_was_written_leaves_at_the_baud_rate_and_is_reckoned_late()
    {
        var fifo = new TransmitFifo(CharacterUs);
        fifo.Add(100, 0);
        Assert.AreEqual(TransmitFifo.Size - 100, fifo.Room(0));
        Assert.AreEqual(TransmitFifo.Size - 100, fifo.Room(2 * CharacterUs));
        Assert.AreEqual(TransmitFifo.Size - 90, fifo.Room(12 * CharacterUs));
        Assert.AreEqual(TransmitFifo.Size, fifo.Room(102 * CharacterUs));
    }

    [TestMethod]
    public void There_is_room_when_it_said_there_would_be_and_not_before()
    {
        var fifo = new TransmitFifo(CharacterUs);
        fifo.Add(TransmitFifo.Size, 0);
        long at = fifo.RoomAt(64);
        Assert.IsTrue(fifo.Room(at - 1) < 64);
        Assert.IsTrue(fifo.Room(at) >= 64);
    }

    [TestMethod]
    public void A_pause_is_not_saved_up()
    {
        var fifo = new TransmitFifo(CharacterUs);
        fifo.Add(10, 0);
        fifo.Room(1_000_000);
        fifo.Add(TransmitFifo.Size, 1_000_000);
        Assert.AreEqual(0, fifo.Room(1_000_000));
    }
}
