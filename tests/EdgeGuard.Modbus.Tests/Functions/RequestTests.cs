namespace EdgeGuard.Modbus.Tests;

[TestClass]
public class RequestTests
{
    [TestMethod]
    public void A_read_names_its_table_address_and_quantity()
    {
        Request request = Decoded("04 0010 007D");

        Assert.AreEqual((int)AddressTable.InputRegisters, (int)request.ReadTable);
        Assert.AreEqual(0x10, request.ReadAddress);
        Assert.AreEqual(125, request.ReadQuantity);
        Assert.IsFalse(request.IsWrite);
        Assert.AreEqual(-1, request.SubFunction);
    }

    [TestMethod]
    public void A_range_may_end_at_the_last_address_and_not_one_later()
    {
        Decoded("03 FFFF 0001");
        Malformed("03 FFFF 0002", RequestFault.AddressRange, 65537, 65536);
        Decoded("10 FFFE 0002 04 00010002");
        Malformed("10 FFFF 0002 04 00010002", RequestFault.AddressRange, 65537, 65536);
    }

    [TestMethod]
    public void A_single_coil_is_on_with_FF00_off_with_0000_and_nothing_else()
    {
        Assert.IsTrue(Decoded("05 0007 FF00").CoilValue(0));
        Assert.IsFalse(Decoded("05 0007 0000").CoilValue(0));
        Malformed("05 0007 0001", RequestFault.FieldValue, 1, 0xFF00);
        Malformed("05 0007 FF01", RequestFault.FieldValue, 0xFF01, 0xFF00);
    }

    [TestMethod]
    public void Coil_values_run_from_the_lowest_bit_of_the_first_byte()
    {
        Request request = Decoded("0F 0013 000A 02 CD 01");

        Assert.AreEqual(10, request.WriteQuantity);
        Assert.IsTrue(request.CoilValue(0));
        Assert.IsFalse(request.CoilValue(1));
        Assert.IsTrue(request.CoilValue(7));
        Assert.IsTrue(request.CoilValue(8));
        Assert.IsFalse(request.CoilValue(9));
    }

    [TestMethod]
    public void Register_values_of_6_16_and_23_are_found_where_each_keeps_them()
    {
        Assert.AreEqual(0xABCD, Decoded("06 0001 ABCD").RegisterValue(0));
        Assert.AreEqual(0x0102, Decoded("10 0001 0002 04 000A 0102").RegisterValue(1));
        Assert.AreEqual(0xFFFF, Decoded("17 0003 0006 000E 0003 06 00FF 0001 FFFF").RegisterValue(2));
    }

    [TestMethod]
    public void Read_write_multiple_names_both_its_ranges()
    {
        Request request = Decoded("17 0003 0006 000E 0001 02 00FF");

        Assert.AreEqual(3, request.ReadAddress);
        Assert.AreEqual(6, request.ReadQuantity);
        Assert.AreEqual(14, request.WriteAddress);
        Assert.AreEqual(1, request.WriteQuantity);
        Assert.AreEqual((int)AddressTable.HoldingRegisters, (int)request.ReadTable);
        Assert.AreEqual((int)AddressTable.HoldingRegisters, (int)request.WriteTable);
    }

    [TestMethod]
    public void A_mask_write_names_its_masks()
    {
        Request request = Decoded("16 0004 00F2 0025");

        Assert.AreEqual(4, request.WriteAddress);
        Assert.AreEqual(0xF2, request.AndMask);
        Assert.AreEqual(0x25, request.OrMask);
    }

    [TestMethod]
    public void File_groups_are_numbered_and_each_names_file_record_and_length()
    {
        Request read = Decoded("14 0E | 06 0004 0001 0002 | 06 0003 0009 0003");

        Assert.AreEqual((int)AddressTable.Files, (int)read.ReadTable);
        Assert.AreEqual(2, read.GroupCount);
        Assert.AreEqual(3, read.GroupFile(1));
        Assert.AreEqual(9, read.GroupRecord(1));
        Assert.AreEqual(3, read.GroupLength(1));

        Request write = Decoded("15 12 | 06 0004 0007 0001 06AF | 06 0005 0008 0001 04BE");
        Assert.AreEqual((int)AddressTable.Files, (int)write.WriteTable);
        Assert.AreEqual(2, write.GroupCount);
        Assert.AreEqual(5, write.GroupFile(1));
        Assert.AreEqual(8, write.GroupRecord(1));
        Assert.AreEqual(1, write.GroupLength(1));
    }

    [TestMethod]
    public void A_code_that_is_not_public_is_a_request_of_which_only_the_code_is_known()
    {
        Request request = Decoded("5A 00 01 02 03");

        Assert.IsFalse(request.IsKnown);
        Assert.AreEqual(90, (int)request.Function);
        Assert.IsFalse(request.IsWrite);
        Assert.AreEqual((int)AddressTable.None, (int)request.ReadTable);
    }

    [TestMethod]
    public void Function_0_and_functions_above_127_are_malformed_and_still_named()
    {
        Malformed("00", RequestFault.FunctionCode, 0, 127);
        Decoded("7F");
        Assert.AreEqual(0x80, (int)Malformed("80", RequestFault.FunctionCode, 128, 127).Function);
        Malformed("FF", RequestFault.FunctionCode, 255, 127);
        Malformed("", RequestFault.Empty, 0, 1);
    }

    [TestMethod]
    public void A_reserved_sub_function_or_MEI_type_keeps_its_number_and_its_data_unjudged()
    {
        Assert.AreEqual(19, Decoded("08 0013 01").SubFunction);
        Assert.AreEqual(0xFFFF, Decoded("08 FFFF").SubFunction);
        Assert.AreEqual(99, Decoded("2B 63 010203").SubFunction);
        Assert.IsTrue(Decoded("2B 63 010203").IsKnown);
    }

    [TestMethod]
    public void Nothing_of_an_earlier_request_survives_in_the_next()
    {
        Request request = Decoded("16 0004 00F2 0025");
        byte[] pdu = Hex.Bytes("07");

        Assert.IsTrue(request.Decode(2, pdu, 0, pdu.Length));
        Assert.AreEqual(2, (int)request.Unit);
        Assert.AreEqual((int)AddressTable.None, (int)request.WriteTable);
        Assert.AreEqual(0, request.WriteAddress);
        Assert.AreEqual(0, request.WriteQuantity);
        Assert.AreEqual(0, request.AndMask);
        Assert.AreEqual(0, request.OrMask);
    }

    private static Request Decoded(string hex)
    {
        var request = new Request();
        byte[] pdu = Hex.Bytes(hex);
        Assert.IsTrue(request.Decode(1, pdu, 0, pdu.Length), hex);
        Assert.AreEqual((int)RequestFault.None, (int)request.Fault);
        return request;
    }

    private static Request Malformed(string hex, RequestFault fault, int number, int limit)
    {
        var request = new Request();
        byte[] pdu = Hex.Bytes(hex);
        Assert.IsFalse(request.Decode(1, pdu, 0, pdu.Length), hex);
        Assert.AreEqual((int)fault, (int)request.Fault);
        Assert.AreEqual(number, request.FaultActual);
        Assert.AreEqual(limit, request.FaultLimit);
        return request;
    }
}
