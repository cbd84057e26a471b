namespace EdgeGuard.Modbus;

/// <content>The sub-requests of 20 and 21 (sections 6.14 and 6.15): reference type, file, record, length, and for 21 the data.</content>
public sealed partial class Request
{
    private const int GroupHeader = 7;
    private const int FirstGroup = 2;

    /// <summary>File number, 1…65535, of sub-request <paramref name="group"/> of 20 and 21.</summary>
    public int GroupFile(int group)
    {
        return Word(_groupStart[group] + 1);
    }

    /// <summary>First record number, 0…9999, of sub-request <paramref name="group"/> of 20 and 21.</summary>
    public int GroupRecord(int group)
    {
        return Word(_groupStart[group] + 3);
    }

    /// <summary>Number of records (registers) of sub-request <paramref name="group"/> of 20 and 21.</summary>
    public int GroupLength(int group)
    {
        return Word(_groupStart[group] + 5);
    }

    private bool ReadFiles()
    {
        if (!HasGroupBytes(ModbusLimits.MinFileReadBytes, ModbusLimits.MaxFileReadBytes))
        {
            return false;
        }

        _readTable = AddressTable.Files;
        int response = FirstGroup;
        for (int at = FirstGroup; at < _length; at += GroupHeader)
        {
            if (!AddGroup(at))
            {
                return false;
            }

            response += 2 + 2 * Word(at + 5);
        }

        // "Must not exceed the allowable length of the PDU": 253 bytes for all that would be answered.
        return response <= ModbusLimits.MaxPdu || Fail(RequestFault.SubRequest, response, ModbusLimits.MaxPdu);
    }

    private bool WriteFiles()
    {
        if (!HasGroupBytes(ModbusLimits.MinFileWriteBytes, ModbusLimits.MaxFileWriteBytes))
        {
            return false;
        }

        _writeTable = AddressTable.Files;
        for (int at = FirstGroup; at < _length; at += GroupHeader + 2 * Word(at + 5))
        {
            if (!AddGroup(at) || !HasGroupData(at))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasGroupBytes(int min, int max)
    {
        if (!HasAtLeast(2))
        {
            return false;
        }

        int bytes = Byte(1);
        if (bytes < min || bytes > max)
        {
            return Fail(RequestFault.ByteCount, bytes, bytes < min ? min : max);
        }

        return HasLength(FirstGroup + bytes);
    }

    private bool AddGroup(int at)
    {
        if (_length - at < GroupHeader)
        {
            return Fail(RequestFault.SubRequest, _length - at, GroupHeader);
        }

        int referenceType = Byte(at);
        if (referenceType != ModbusLimits.FileReferenceType)
        {
            return FailPlace(referenceType, ModbusLimits.FileReferenceType);
        }

        _groupStart[_groupCount] = (byte)at;
        _groupCount++;
        return InFile(Word(at + 1), Word(at + 3), Word(at + 5));
    }

    private bool InFile(int file, int record, int length)
    {
        if (file < 1)
        {
            return FailPlace(file, 1);
        }

        if (length < 1)
        {
            return Fail(RequestFault.SubRequest, length, 1);
        }

        int end = record + length - 1;
        return end <= ModbusLimits.MaxRecord || FailPlace(end, ModbusLimits.MaxRecord);
    }

    // Sections 6.14 and 6.15: reference type, file and records are what the diagrams answer with 02.
    private bool FailPlace(int actual, int limit)
    {
        Fail(RequestFault.SubRequest, actual, limit);
        _namesNoPlace = true;
        return false;
    }

    private bool HasGroupData(int at)
    {
        int end = at + GroupHeader + 2 * Word(at + 5);
        return end <= _length || Fail(RequestFault.SubRequest, end, _length);
    }
}
