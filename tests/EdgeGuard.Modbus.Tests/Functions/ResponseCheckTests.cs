namespace EdgeGuard.Modbus.Tests;

[TestClass]
public class ResponseCheckTests
{
    [TestMethod]
    public void A_read_is_answered_by_as_many_bytes_as_its_quantity_implies()
    {
        Expect(ResponseFault.None, "03 0000 0002", "03 04 0001 0002");
        Expect(ResponseFault.ByteCount, "03 0000 0002", "03 02 0001");
        Expect(ResponseFault.Length, "03 0000 0002", "03 04 0001 00");
        Expect(ResponseFault.Length, "03 0000 0002", "03 04 0001 0002 00");
        Expect(ResponseFault.None, "01 0000 0009", "01 02 FF 01");
        Expect(ResponseFault.ByteCount, "01 0000 0009", "01 01 FF");
    }

    [TestMethod]
    public void Padding_bits_of_a_coil_answer_are_the_devices_own_affair()
    {
        Expect(ResponseFault.None, "01 0000 0001", "01 01 FF");
    }

    [TestMethod]
    public void An_exception_fits_every_request_of_its_function_and_has_one_code_that_is_not_0()
    {
        Expect(ResponseFault.None, "03 0000 0002", "83 02");
        Expect(ResponseFault.None, "5A 00", "DA 01");
        Expect(ResponseFault.Exception, "03 0000 0002", "83 00");
        Expect(ResponseFault.Exception, "03 0000 0002", "83");
        Expect(ResponseFault.Exception, "03 0000 0002", "83 02 00");
        Expect(ResponseFault.FunctionCode, "03 0000 0002", "84 02");
    }

    [TestMethod]
    public void The_answer_of_another_function_is_not_an_answer()
    {
        Expect(ResponseFault.FunctionCode, "03 0000 0002", "04 04 0001 0002");
        Expect(ResponseFault.Empty, "03 0000 0002", "");
    }

    [TestMethod]
    public void A_write_is_answered_by_what_was_written()
    {
        Expect(ResponseFault.None, "06 0028 03E8", "06 0028 03E8");
        Expect(ResponseFault.Echo, "06 0028 03E8", "06 0028 03E9");
        Expect(ResponseFault.None, "10 0028 0001 02 03E8", "10 0028 0001");
        Expect(ResponseFault.Echo, "10 0028 0001 02 03E8", "10 0029 0001");
        Expect(ResponseFault.Echo, "10 0028 0001 02 03E8", "10 0028 0002");
        Expect(ResponseFault.Length, "10 0028 0001 02 03E8", "10 0028 0001 02 03E8");
    }

    [TestMethod]
    public void Of_a_code_that_is_not_public_only_the_code_is_checked()
    {
        Expect(ResponseFault.None, "5A 00", "5A");
        Expect(ResponseFault.None, "5A 00", "5A 01 02 03");
        Expect(ResponseFault.FunctionCode, "5A 00", "5B 01 02 03");
    }

    private static void Expect(ResponseFault fault, string requestHex, string responseHex)
    {
        var request = new Request();
        byte[] pdu = Hex.Bytes(requestHex);
        Assert.IsTrue(request.Decode(1, pdu, 0, pdu.Length), requestHex);

        byte[] response = Hex.Bytes(responseHex);
        Assert.AreEqual((int)fault, (int)ResponseCheck.Check(request, response, 0, response.Length), responseHex);
    }
}
