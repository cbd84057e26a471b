using System;
using System.Buffers;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;

namespace EdgeGuard.Central;

/// <summary>What comes on one connection to a broker: stored side by side, and acknowledged in the order in which it came, as MQTT 5 wants
/// it (section 4.6).</summary>
/// <param name="take">Who takes it.</param>
/// <param name="failed">Told when something could not be stored: neither that nor what came behind it is acknowledged any more.</param>
internal sealed class OrderedReceipts(Func<string, byte[], Task<Receipt>> take, Action failed)
{
    // True while all that came before is acknowledged. Of the thread that the connection is read by.
    private Task<bool> _last = Task.FromResult(true);

    internal Task Take(MqttApplicationMessageReceivedEventArgs message)
    {
        message.AutoAcknowledge = false;
        MqttApplicationMessage told = message.ApplicationMessage;
        // One byte more than a message may have says that it is too long.
        long length = Math.Min(told.Payload.Length, ArrivalReader.MaxBytes + 1);
        Task<Receipt> taken = take(told.Topic, told.Payload.Slice(0, length).ToArray());
        _last = Acknowledge(_last, taken, message);
        return Task.CompletedTask;
    }

    /// <summary>Ends when all that came is stored, or not.</summary>
    internal Task End() => _last;

    private async Task<bool> Acknowledge(Task<bool> before, Task<Receipt> taken, MqttApplicationMessageReceivedEventArgs message)
    {
        Receipt receipt = await taken.ConfigureAwait(false);
        if (!await before.ConfigureAwait(false)) return false;
        if (receipt != Receipt.Failed && await TryAcknowledge(message).ConfigureAwait(false)) return true;
        failed();
        return false;
    }

    // The connection may have ended meanwhile: then it is sent again, and known.
    private static async Task<bool> TryAcknowledge(MqttApplicationMessageReceivedEventArgs message)
    {
        try
        {
            await message.AcknowledgeAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException
            or ObjectDisposedException or MQTTnet.Exceptions.MqttClientNotConnectedException or InvalidOperationException)
        {
            return false;
        }
    }
}
