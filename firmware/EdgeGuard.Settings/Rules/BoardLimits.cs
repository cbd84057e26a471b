namespace EdgeGuard.Settings;

/// <summary>What a board can serve and hold: data of the board. The hosted module has none of these limits.</summary>
public sealed class BoardLimits
{
    /// <param name="board">Its name.</param>
    /// <param name="sockets">Connections that its TCP stack has at once.</param>
    /// <param name="heap">Bytes of the interpreter's heap.</param>
    /// <param name="tlsMemory">Bytes beside it that TLS can have.</param>
    /// <param name="plcLinks">Connections of its chip toward the PLC.</param>
    /// <param name="needsRsa">Whether TLS 1.2 takes RSA certificates alone.</param>
    public BoardLimits(string board, int sockets, int heap, int tlsMemory, int plcLinks, bool needsRsa)
    {
        Board = board;
        Sockets = sockets;
        Heap = heap;
        TlsMemory = tlsMemory;
        PlcLinks = plcLinks;
        NeedsRsa = needsRsa;
    }

    public string Board { get; }

    /// <summary>Connections that its TCP stack has at once: clients', those that
    /// listen, the broker's, and the PLC's where no chip has them.</summary>
    public int Sockets { get; }

    /// <summary>Bytes of the interpreter's heap.</summary>
    public int Heap { get; }

    /// <summary>Bytes beside the interpreter's heap that TLS can have.</summary>
    public int TlsMemory { get; }

    /// <summary>Connections of its chip toward the PLC; 0: it has none, and a PLC is reached like a client.</summary>
    public int PlcLinks { get; }

    /// <summary>Whether TLS 1.2 takes RSA certificates alone, of the module and of clients.</summary>
    public bool NeedsRsa { get; }

    /// <summary>What may live long on the heap. The other half is for what comes and goes: texts in work, a configuration being checked,
    /// the interpreter's own tables, and what the collector has not found yet.</summary>
    public int Budget
    {
        get { return Heap / 2; }
    }

    /// <summary>TLS connections that there can be at once.</summary>
    public int TlsConnections
    {
        get { return TlsMemory / MemoryBudget.TlsConnection; }
    }
}
