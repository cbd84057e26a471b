using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>The UART of the second bus, on the PLC side's SPI, which switches its transmitter by itself.</summary>
internal static class UartSheet
{
    internal static void Draw(Sheet sheet)
    {
        Part uart = sheet.Place("SC16IS740", 84, 34);
        sheet.Label(
            uart, ("14", "SYS_RST"), ("2", "BUS2_CS"), ("3", "PLC_MOSI"), ("5", "PLC_SCK"), ("7", "BUS2_INT"), ("12", "BUS2_TX"),
                ("13", "BUS2_RX"));
        sheet.From(uart, "4").Left(20).Through("R 33").Left(2).Label("PLC_MISO");
        sheet.From(uart, "8").Left(32).Power("GND");
        sheet.From(uart, "6").Left(36).Power("GND");
        sheet.From(uart, "11").Right(14).Down(2).Power("GND");
        sheet.From(uart, "1").Right(4).Power("+3V3");
        sheet.From(uart, "9").Right(4).Down(1).Power("GND");
        Crystal(sheet, uart);
        Drive(sheet, uart);
        sheet.Decouple(150, 70, "+3V3", "GND", "C 10u", "C 100n");
        sheet.Hold(120, 70, "+3V3", "R 10k", "BUS2_RX");
        sheet.Note(
            10, 90, "RTS is high after a reset: inverted, the transmitter is off until the chip is told to switch it (EFCR: low to send).",
            "SPI at 4 MHz at most, selected by BUS2_SEL of the expander while PANEL_CS is high.",
            "Why a UART on SPI: all of the processor's pins are in use, and UART0 is the debug port of the image.");
    }

    private static void Crystal(Sheet sheet, Part uart)
    {
        Crystals.Draw(sheet, uart, "15", "16", "Y 14M7", "C 18p", 12);
    }

    private static void Drive(Sheet sheet, Part uart)
    {
        Part inverter = sheet.Place("74LVC1G04", 140, 38);
        sheet.From(uart, "10").To(inverter, "2");
        sheet.Open(inverter, "1");
        sheet.Power(inverter, "GND", "3");
        sheet.From(inverter, "5").Right(4).Branch(pen => pen.Up(8).Power("+3V3")).Right(4).Tie(Direction.Down, "C 100n", "GND");
        sheet.From(inverter, "4").Right(12).Label("BUS2_DE");
    }
}
