namespace EdgeGuard.Modbus.Tests;

[TestClass]
public class Crc16Tests
{
    [TestMethod]
    public void The_guides_example_has_the_guides_CRC()
    {
        // Serial line guide V1.02, section 6.2.2: 02 07 gives 1241, sent as 41 12.
        Assert.AreEqual(0x1241, Crc16.Of(Hex.Bytes("02 07"), 0, 2));
        Assert.AreEqual(0x1241, Crc16.At(Hex.Bytes("41 12"), 0));
        Assert.IsTrue(Crc16.Holds(Hex.Bytes("02 07 41 12"), 0, 4));
    }

    [TestMethod]
    public void The_common_check_value_is_found()
    {
        // "123456789", as the catalogues of CRCs give it for MODBUS.
        Assert.AreEqual(0x4B37, Crc16.Of(Hex.Bytes("31 32 33 34 35 36 37 38 39"), 0, 9));
    }

    [TestMethod]
    public void A_CRC_is_appended_right_behind_the_bytes_and_nowhere_else()
    {
        byte[] buffer = Hex.Bytes("A5 02 07 A5 A5 A5");
        Crc16.Append(buffer, 1, 2);
        Assert.AreEqual(0xA5, (int)buffer[0]);
        Assert.AreEqual(0x41, (int)buffer[3]);
        Assert.AreEqual(0x12, (int)buffer[4]);
        Assert.AreEqual(0xA5, (int)buffer[5]);
    }

    [TestMethod]
    public void Any_single_bit_changed_breaks_it()
    {
        byte[] frame = Hex.Bytes("11 03 06 02 2B 00 00 00 64 00 00");
        Crc16.Append(frame, 0, frame.Length - 2);
        Assert.IsTrue(Crc16.Holds(frame, 0, frame.Length));
        for (int bit = 0; bit < 8 * frame.Length; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.IsFalse(Crc16.Holds(frame, 0, frame.Length));
            frame[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [TestMethod]
    public void Less_than_a_CRC_holds_nothing()
    {
        Assert.IsFalse(Crc16.Holds(Hex.Bytes("FF"), 0, 1));
        Assert.IsFalse(Crc16.Holds(Hex.Bytes("FF"), 0, 0));
        Assert.IsTrue(Crc16.Holds(Hex.Bytes("FF FF"), 0, 2));
    }
}
