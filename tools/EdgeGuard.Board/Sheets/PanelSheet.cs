using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>The expander with lights, contacts, and the selects of what hangs on the same SPI bus.</summary>
internal static class PanelSheet
{
    internal static void Draw(Sheet sheet)
    {
        Part expander = sheet.Place("MCP23S17", 50, 24);
        sheet.Label(expander, ("11", "PANEL_CS"), ("12", "PLC_SCK"), ("13", "PLC_MOSI"), ("18", "SYS_RST"));
        sheet.From(expander, "14").Left(12).Through("R 33").Left(2).Label("PLC_MISO");
        Pen address = sheet.From(expander, "15").Left(2);
        address.Down(2).Branch(at => at.To(expander, "16")).Down(2).Branch(at => at.To(expander, "17")).Left(4).Power("GND");
        sheet.From(expander, "9").Left(2).Left(12).Tie(Direction.Down, "C 100n", "GND").Up(1).Power("+3V3");
        sheet.From(expander, "10").Left(2).Down(6).Power("GND");
        sheet.Open(expander, "20", "19", "28", "5", "6", "7", "8");
        sheet.Label(
            expander, ("21", "LIGHT_GREEN"), ("22", "LIGHT_AMBER"), ("23", "LIGHT_RED"), ("24", "RELAY"), ("25", "PLC_RST"),
                ("26", "RTC_SEL"),
            ("27", "BUS2_SEL"), ("1", "BUTTON"), ("2", "KEY"), ("3", "CASE"), ("4", "BUS2_INT"));
        Lights(sheet);
        Contacts(sheet);
        Selects(sheet);
        sheet.Hold(100, 80, "GND", "R 10k", "PLC_RST", "RTC_SEL", "BUS2_SEL");
        sheet.Hold(14, 92, "+3V3", "R 10k", "BUS2_INT", "BUTTON", "KEY", "CASE");
        sheet.Note(
            10, 114, "Lights: (3.3 V - 2.0 V) / 390 Ohm = 3.3 mA. Contacts are against ground: a cut wire is no key, and an open case.",
            "A select is low while its SEL is high and PANEL_CS too: what the expander is told to end it with reaches no other chip.");
    }

    private static void Lights(Sheet sheet)
    {
        (string Net, string Part)[] lights = [("LIGHT_GREEN", "LED green"), ("LIGHT_AMBER", "LED amber"), ("LIGHT_RED", "LED red")];
        for (int i = 0; i < lights.Length; i++)
        {
            Pen pen = sheet.From(new Point(126, 24 + 6 * i), Direction.Left);
            pen.Branch(at => at.Label(lights[i].Net));
            sheet.From(new Point(126, 24 + 6 * i), Direction.Right).Right(1).Through("R 390").Right(2).Through(lights[i].Part, "2")
                .Right(2).Power("GND");
        }
    }

    private static void Contacts(Sheet sheet)
    {
        Part front = sheet.Place("J front", 200, 24);
        string[] nets = ["KEY", "CASE"];
        for (int i = 0; i < nets.Length; i++)
        {
            string net = nets[i];
            sheet.From(front, net == "KEY" ? "1" : "3").Left(4 + 8 * i).To(new Point(188 - 10 * i, front.End(net == "KEY" ? "1" : "3").Y))
                .Tie(Direction.Down, "C 100n", "GND", net == "KEY" ? 14 : 10).Left(2).Through("R 1k").Left(4).Label(net);
        }
        sheet.From(front, "2").Left(2).Power("GND");
        sheet.From(front, "4").Left(2).Power("GND");
        sheet.From(front, "5").Left(8).Power("+5V");
        sheet.From(front, "6").Left(2).Down(2).Label("KEY_COIL");
        Pen button = sheet.From(new Point(150, 58), Direction.Left);
        button.Branch(at => at.Label("BUTTON"));
        sheet.From(new Point(150, 58), Direction.Right).Right(1).Through("R 1k").Right(3).Tie(Direction.Down, "C 100n", "GND").Right(9)
            .Down(1).Through("SW button").Power("GND");
    }

    private static void Selects(Sheet sheet)
    {
        Part gates = sheet.Place("74LVC2G00", 160, 84);
        sheet.Label(gates, ("1", "RTC_SEL"), ("2", "PANEL_CS"), ("5", "BUS2_SEL"), ("6", "PANEL_CS"));
        sheet.From(gates, "7").Right(2).Label("RTC_CS");
        sheet.From(gates, "3").Right(2).Label("BUS2_CS");
        sheet.From(gates, "8").Right(6).Branch(pen => pen.Up(1).Power("+3V3")).Right(6).Tie(Direction.Down, "C 100n", "GND");
        sheet.From(gates, "4").Left(2).Down(2).Power("GND");
    }
}
