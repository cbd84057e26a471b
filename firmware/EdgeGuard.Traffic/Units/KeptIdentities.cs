using System;
using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>What units say of themselves, as it is kept over a restart: see the page of this assembly.</summary>
internal static class KeptIdentities
{
    private const byte Version = 1;
    private const int HeaderSize = 7;

    // Unit and when it said it; then each field with its length.
    private const int UnitHead = 1 + 8;
    private const int MostOfUnit = UnitHead + UnitIdentities.Fields * (1 + UnitIdentities.MaxText);

    private static readonly byte[] Magic = new byte[] { 0x45, 0x47, 0x55, 0x4E };

    internal static byte[] Write(UnitIdentities identities, long utcOfZero)
    {
        var buffer = new byte[HeaderSize + identities.Count * MostOfUnit];
        Array.Copy(Magic, 0, buffer, 0, Magic.Length);
        buffer[4] = Version;
        BigEndian.Put16(buffer, 5, identities.Count);
        int at = HeaderSize;
        for (int unit = 0; unit < UnitIdentities.MostUnits; unit++)
        {
            if (identities.Has(unit)) at = Put(buffer, at, identities, unit, utcOfZero);
        }
        var content = new byte[at];
        Array.Copy(buffer, 0, content, 0, at);
        return content;
    }

    /// <summary>Takes it over into identities that are empty. Strict; never throws on any bytes. False: nothing is taken.</summary>
    internal static bool Restore(byte[] content, UnitIdentities into)
    {
        if (!IsSound(content)) return false;
        int at = HeaderSize;
        while (at < content.Length) at = Take(content, at, into);
        return true;
    }

    private static int Put(byte[] buffer, int at, UnitIdentities identities, int unit, long utcOfZero)
    {
        buffer[at] = (byte)unit;
        BigEndian.Put64(buffer, at + 1, identities.ToldAt(unit, utcOfZero));
        at += UnitHead;
        for (int field = 0; field < UnitIdentities.Fields; field++)
        {
            int length = identities.Length(unit, field);
            buffer[at++] = (byte)length;
            for (int i = 0; i < Bytes(length); i++) buffer[at++] = identities.At(unit, field, i);
        }
        return at;
    }

    private static int Take(byte[] content, int at, UnitIdentities into)
    {
        int unit = content[at];
        long told = BigEndian.Get64(content, at + 1);
        at += UnitHead;
        for (int field = 0; field < UnitIdentities.Fields; field++)
        {
            // A smaller table than before: the last ones have no room.
            into.Restore(unit, told, field, content, at + 1, content[at]);
            at += 1 + Bytes(content[at]);
        }
        return at;
    }

    private static bool IsSound(byte[] content)
    {
        if (content.Length < HeaderSize || content[4] != Version) return false;
        for (int i = 0; i < Magic.Length; i++)
        {
            if (content[i] != Magic[i]) return false;
        }
        int at = HeaderSize;
        int before = -1;
        for (int left = BigEndian.Get16(content, 5); left > 0; left--)
        {
            if (content.Length - at < UnitHead || content[at] <= before || BigEndian.Get64(content, at + 1) < 0) return false;
            before = content[at];
            at += UnitHead;
            for (int field = 0; field < UnitIdentities.Fields; field++)
            {
                int end = FieldEnd(content, at, field);
                if (end < 0) return false;
                at = end;
            }
        }
        return at == content.Length;
    }

    // -1: there is no sound field.
    private static int FieldEnd(byte[] content, int at, int field)
    {
        bool isText = field != UnitIdentities.ServerId;
        if (at >= content.Length || content[at] > (isText ? UnitIdentities.MaxText : UnitIdentities.Cut)) return -1;
        int end = at + 1 + Bytes(content[at]);
        if (end > content.Length) return -1;
        for (int i = at + 1; isText && i < end; i++)
        {
            if (content[i] < 0x20 || content[i] > 0x7E) return -1;
        }
        return end;
    }

    private static int Bytes(int length)
    {
        return length == UnitIdentities.Cut ? UnitIdentities.MaxText : length;
    }
}
