namespace EdgeGuard.Device;

/// <summary>One chip on an SPI bus. One caller at a time; never throws.</summary>
public interface ISpiBus
{
    /// <summary>One transaction: the chip is selected, <paramref name="count"/> bytes go both ways, it is released. False: the
    /// bus failed, and nothing is known of what the chip took.</summary>
    bool Transfer(byte[] send, byte[] receive, int count);
}
