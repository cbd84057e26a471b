using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>What decodes is inside the specification's limits in every field, and no byte outside the PDU counts.</summary>
internal sealed class RequestTarget : ITarget
{
    private const int MaxPdu = 253;

    // The data of 08/0 are no table's: what is counted is their words.
    private const byte Diagnostics = 8;

    private readonly Request _request = new();
    private readonly Request _again = new();

    public string Name => "request";

    public int MaxLength => 300;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Vectors.Select(vector => vector.Sent.ToArray()).Concat(SeedFiles.Segments)
        .Where(adu => adu.Length > 7).Select(adu => adu[7..]);

    public void Run(byte[] input)
    {
        bool isGood = _request.Decode(1, Poisoned.With(0, input), Poisoned.Margin, input.Length);
        bool isGoodAgain = _again.Decode(1, Poisoned.With(0xFF, input), Poisoned.Margin, input.Length);
        Promise.Holds(isGood == isGoodAgain && _request.Fault == _again.Fault, "the verdict depends on bytes outside the PDU");
        Promise.Holds(isGood == (_request.Fault == RequestFault.None), "a fault without a verdict, or a verdict without a fault");
        if (!isGood) return;
        Promise.Holds(_request.Function is > 0 and < 128 && _request.Function == input[0], "an impossible function code");
        if (!_request.IsKnown) return;
        Promise.Holds(input.Length <= MaxPdu, "a PDU longer than the specification allows");
        if (_request.Function == Diagnostics && _request.SubFunction == 0)
        {
            Promise.Holds(_request.ReadQuantity == (input.Length - 3) / 2, "not all words of data are counted");
        }
        else
        {
            Fits(_request.ReadTable, _request.ReadAddress, _request.ReadQuantity, 2000);
        }
        Fits(_request.WriteTable, _request.WriteAddress, _request.WriteQuantity, 1968);
        if (_request.WriteTable == AddressTable.HoldingRegisters && _request.Function != 22) SameRegisters();
        if (_request.WriteTable == AddressTable.Coils) SameCoils();
        SameGroups();
    }

    private static void Fits(AddressTable table, int address, int quantity, int most)
    {
        if (table is AddressTable.None or AddressTable.Files) Promise.Holds(quantity == 0, "a quantity of nothing");
        else Promise.Holds(address >= 0 && quantity >= 1 && quantity <= most && address + quantity <= 65536, $"{quantity} from {address}");
    }

    private void SameRegisters()
    {
        for (int i = 0; i < _request.WriteQuantity; i++)
        {
            Promise.Holds(_request.RegisterValue(i) == _again.RegisterValue(i), "a value from outside the PDU");
        }
    }

    private void SameCoils()
    {
        for (int i = 0; i < _request.WriteQuantity; i++)
        {
            Promise.Holds(_request.CoilValue(i) == _again.CoilValue(i), "a coil from outside the PDU");
        }
    }

    private void SameGroups()
    {
        for (int i = 0; i < _request.GroupCount; i++)
        {
            bool isSame = _request.GroupFile(i) == _again.GroupFile(i) && _request.GroupRecord(i) == _again.GroupRecord(i)
                && _request.GroupLength(i) == _again.GroupLength(i);
            Promise.Holds(isSame, "a sub-request from outside the PDU");
        }
    }
}
