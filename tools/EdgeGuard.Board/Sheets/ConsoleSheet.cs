using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>USB to the technician's laptop, isolated: its ground is not the cabinet's. Its side is fed by the laptop.</summary>
internal static class ConsoleSheet
{
    private const string Ground = "GNDU";

    internal static void Draw(Sheet sheet)
    {
        Part socket = sheet.Place("J USB", 14, 30);
        Part clamp = sheet.Place("USBLC6", 60, 56);
        Part bridge = sheet.Place("CP2102N", 110, 30);
        Part isolator = sheet.Place("ISO7721", 176, 40);
        Socket(sheet, socket, bridge, clamp);
        Bridge(sheet, bridge, isolator);
        sheet.Label(isolator, ("2", "CONSOLE_RX"), ("3", "CONSOLE_TX"));
        sheet.Decouple(170, 80, "+3V3", "GND", "C 100n");
        sheet.Note(
            10, 100, "Isolated: 5000 V between the laptop and the module, 8 mm. Only the isolator's input hangs on GPIO2, a strap.",
            "Without a laptop the isolator holds CONSOLE_RX high.");
    }

    private static void Socket(Sheet sheet, Part socket, Part bridge, Part clamp)
    {
        Pen bus = sheet.From(socket, "A4").Right(4);
        bus.Branch(pen => pen.Down(2).Branch(at => at.To(socket, "B9")).Down(2).Branch(at => at.To(socket, "A9")).Down(2).To(socket, "B4"));
        bus.Right(6).Flag().Branch(pen => pen.Up(3).Power("VBUS"));
        sheet.From(socket, "A5").Right(26).Down(1).Through("R 5k1").Power(Ground);
        sheet.From(socket, "B5").Right(16).Down(1).Through("R 5k1").Power(Ground);
        sheet.From(socket, "A6").Right(2).Down(2).To(socket, "B6");
        sheet.From(socket, "B6").Right(2).Right(4).Label("USB_DP");
        sheet.From(socket, "A7").Right(2).Down(2).To(socket, "B7");
        sheet.From(socket, "B7").Right(2).Right(4).Label("USB_DM");
        Pen ground = sheet.From(socket, "A1").Right(4);
        foreach (string pin in new[] { "B12", "A12", "B1", "S1" }) ground.Down(2).Branch(at => at.To(socket, pin));
        ground.Flag().Down(1).Power(Ground);
        sheet.Label(clamp, ("1", "USB_DP"), ("3", "USB_DM"));
        sheet.From(clamp, "6").Right(2).Right(4).Label("USB_DP");
        sheet.From(clamp, "4").Right(2).Right(4).Label("USB_DM");
        sheet.From(clamp, "5").Right(16).Power("VBUS");
        sheet.From(clamp, "2").Left(18).Power(Ground);
        sheet.Label(bridge, ("3", "USB_DP"), ("4", "USB_DM"));
    }

    private static void Bridge(Sheet sheet, Part bridge, Part isolator)
    {
        sheet.From(bridge, "7").Left(2).Up(4).Power("VBUS");
        sheet.From(bridge, "8").Left(12).Branch(pen => pen.Up(8).Through("R 22k1").Power("VBUS")).Left(8).Down(1).Through("R 47k5")
            .Power(Ground);
        sheet.From(bridge, "9").Left(8).Label("USB_RST");
        sheet.From(bridge, "2").Left(2).Branch(pen => pen.Down(2).Branch(at => at.To(bridge, "25")).Down(2).Power(Ground));
        sheet.Open(bridge, "1", "22", "24", "18", "19", "23", "17", "15", "14", "13", "12", "11", "10", "16");
        sheet.From(bridge, "6").Right(4).Branch(pen => pen.Down(2).To(bridge, "5")).Up(4).Power("+3V3U");
        sheet.Hold(88, 70, "+3V3U", "R 1k", "USB_RST");
        sheet.Decouple(112, 80, "+3V3U", Ground, "C 4u7", "C 100n", "C 100n");
        sheet.Decouple(58, 80, "VBUS", Ground, "C 1u", "C 100n");
        sheet.From(isolator, "1").Left(2).Up(4).Power("+3V3");
        sheet.From(isolator, "4").Left(2).Down(2).Power("GND");
        sheet.From(isolator, "8").Right(2).Up(4).Power("+3V3U");
        sheet.From(isolator, "5").Right(2).Down(2).Power(Ground);
        sheet.Label(isolator, ("7", "USB_TXD"), ("6", "USB_RXD"));
        sheet.Label(bridge, ("21", "USB_TXD"), ("20", "USB_RXD"));
    }
}
