using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>The ESP32-WROVER-E, its straps, and the header by which it is flashed.</summary>
internal static class ProcessorSheet
{
    internal static void Draw(Sheet sheet)
    {
        Part processor = sheet.Place("ESP32", 60, 22);
        sheet.From(processor, "2").Left(2).Up(2).Power("+3V3");
        sheet.Label(
            processor, ("3", "SYS_RST"), ("25", "ETH_CLK"), ("24", "CONSOLE_TX"), ("29", "PANEL_CS"), ("14", "ETH_RST"), ("23", "PLC_CS"),
            ("35", "DEBUG_TX"), ("34", "DEBUG_RX"), ("26", "WATCHDOG"), ("8", "BUS_DE"), ("9", "BUS_TX"), ("4", "BUS_RX"),
            ("5", "CONSOLE_RX"), ("6", "PLC_INT"), ("7", "PLC_MISO"), ("31", "ETH_TXD0"), ("36", "ETH_TXD1"), ("33", "ETH_TX_EN"),
            ("10", "ETH_RXD0"), ("11", "ETH_RXD1"), ("12", "ETH_CRS_DV"), ("37", "ETH_MDC"), ("30", "ETH_MDIO"), ("13", "PLC_SCK"),
            ("16", "PLC_MOSI"));
        sheet.Open(processor, "17", "18", "19", "20", "21", "22", "27", "28", "32");
        Ground(sheet, processor);
        sheet.Decouple(14, 24, "+3V3", "GND", "C 22u", "C 10u", "C 100n", "C 100n");
        sheet.Hold(130, 26, "+3V3", "R 10k", "ETH_CLK", "PANEL_CS", "PLC_CS", "PLC_INT", "PLC_MISO", "BUS_RX", "CONSOLE_RX");
        sheet.Hold(130, 66, "GND", "R 10k", "CONSOLE_TX", "ETH_RST", "WATCHDOG", "BUS_DE");
        Header(sheet);
        sheet.Note(
            128, 72, "Straps: ETH_CLK (GPIO0) high starts the program, ETH_RST (GPIO12) low sets the flash to 3.3 V,",
            "CONSOLE_TX (GPIO2) low or open for download, PANEL_CS and PLC_CS (GPIO5, 15) high.",
            "GPIO34 to 39 have no pulls of their own.", "GPIO0 carries 50 MHz once Ethernet runs: nothing but the inverter may hang on it,",
            "and the header's BOOT pulls it down through a diode.");
    }

    private static void Ground(Sheet sheet, Part processor)
    {
        Pen pen = sheet.From(processor, "1").Right(4);
        pen.Down(2).Branch(at => at.To(processor, "15")).Down(2).Branch(at => at.To(processor, "38")).Down(2)
            .Branch(at => at.To(processor, "39")).Down(2).Power("GND");
    }

    private static void Header(Sheet sheet)
    {
        Part header = sheet.Place("J debug", 130, 96);
        sheet.From(header, "1").Left(4).Up(3).Power("+3V3");
        sheet.Label(header, ("2", "DEBUG_TX"), ("3", "DEBUG_RX"), ("4", "SYS_RST"));
        sheet.From(header, "5").Left(10).Through("D schottky", "1").On().Label("ETH_CLK");
        sheet.From(header, "6").Left(4).Down(2).Power("GND");
    }
}
