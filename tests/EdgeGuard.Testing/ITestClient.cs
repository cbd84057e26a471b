namespace EdgeGuard.Testing;

/// <summary>A client as scenarios see it, whatever carries its bytes: memory, a socket, TLS.</summary>
public interface ITestClient
{
    /// <summary>Sends bytes as they are.</summary>
    void Send(byte[] bytes);

    /// <summary>The next whole Modbus/TCP frame, or null when the link ended first. Fails the test when neither comes.</summary>
    byte[]? ReceiveFrame();

    /// <summary>Waits for the guard to end the link; false when it sent something instead or left the link open.</summary>
    bool WaitForEnd();

    /// <summary>Ends the link from the client's side.</summary>
    void Close();
}
