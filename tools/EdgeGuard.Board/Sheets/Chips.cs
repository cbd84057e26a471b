using System.Collections.Generic;
using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>Chips, connectors and what else is drawn as a box. Pins are "number name type"; types are those of <see cref="Symbol"/>: i
/// input, o output, b both, t three-state, p passive, w supply in, W supply out, c open drain, n not connected, f free.</summary>
public static class Chips
{
    public static IReadOnlyList<Symbol> All { get; } =
    [
        Symbol.Box("Terminal_3", "J", 6, "", "1 1 p||2 2 p||3 3 p"),
        Symbol.Box("Terminal_4", "J", 6, "1 1 p|2 2 p|3 3 p|4 4 p", ""),
        Symbol.Box("Header_6", "J", 6, "1 1 p|2 2 p|3 3 p|4 4 p|5 5 p|6 6 p", ""),
        Symbol.Box("Switch_DIP_3", "SW", 8, "1 1 p||2 2 p||3 3 p", "6 6 p||5 5 p||4 4 p"),
        Symbol.Box("LM5164", "U", 14, "2 VIN w||3 EN i||4 RON p", "7 BST p||8 SW p||5 FB i||6 PGOOD c||1 GND w|9 EP w"),
        Symbol.Box("TLV62569DBV", "U", 12, "4 VIN w|1 EN i||2 GND w", "3 SW p||5 FB i"),
        Symbol.Box(
            "ESP32-WROVER-E", "U", 30,
            "2 3V3 w||3 EN i||25 IO0 b|24 IO2 b|29 IO5 b|14 IO12 b|23 IO15 b||35 TXD0 b|34 RXD0 b||26 IO4 b|8 IO32 b|9 IO33 b|"
            + "4 SENSOR_VP i|5 SENSOR_VN i|6 IO34 i|7 IO35 i",
            "31 IO19 b|36 IO22 b|33 IO21 b|10 IO25 b|11 IO26 b|12 IO27 b|37 IO23 b|30 IO18 b||13 IO14 b|16 IO13 b||17 NC n|18 NC n|19 NC n|"
            + "20 NC n|21 NC n|22 NC n|27 NC n|28 NC n|32 NC n||1 GND w|15 GND w|38 GND w|39 EP w"),
        Symbol.Box(
            "LAN8720A", "U", 26,
            "17 TXD0 i|18 TXD1 i|16 TXEN i||8 RXD0/MODE0 b||7 RXD1/MODE1 b||11 CRS_DV/MODE2 b||10 RXER/PHYAD0 o|13 MDC i|12 MDIO b|"
                + "15 ~{RST} i|"
            + "14 ~{INT}/REFCLKO o|4 XTAL2 o||5 XTAL1/CLKIN i",
            "21 TXP b||20 TXN b||23 RXP b||22 RXN b||24 RBIAS p|6 VDDCR p||9 VDDIO w|19 VDD1A w|1 VDD2A w|||3 LED1/REGOFF b|"
                + "2 LED2/~{INTSEL} b||25 VSS w"),
        Symbol.Box(
            "W5500", "U", 26,
            "32 ~{SCS} i|33 SCLK i|35 MOSI i||34 MISO t||36 ~{INT} o|37 ~{RST} i||45 PMODE0 i|44 PMODE1 i|43 PMODE2 i||30 XI/CLKIN i||"
                + "|||31 XO o||"
            + "23 RSVD i|38 RSVD i|39 RSVD i|40 RSVD i|41 RSVD i|42 RSVD i|29 GND w|3 AGND w|9 AGND w|14 AGND w|16 AGND w|19 AGND w|"
                + "48 AGND w",
            "6 RXP i||5 RXN i||2 TXP o||1 TXN o||10 EXRES1 p|20 TOCAP p|22 1V2O p||18 VBG p|24 SPDLED o|26 DUPLED o|7 DNC n|12 NC n|"
                + "13 NC n|46 NC n|47 NC n||"
            + "25 LINKLED o|27 ACTLED o||28 VDD w||4 AVDD w|8 AVDD w|11 AVDD w|15 AVDD w|17 AVDD w|21 AVDD w"),
        Symbol.Box("RJ45_Magnetics", "J", 16, "1 TD+ p||2 TD- p||3 RD+ p||6 RD- p||4 TCT p||5 RCT p||9 GREEN_A p||10 GREEN_K p||"
            + "12 YELLOW_A p||11 YELLOW_K p||8 CHS p|SH SHIELD p", ""),
        Symbol.Box("TPD4E05U06", "D", 12, "1 D1+ p|2 D1- p|4 D2+ p|5 D2- p", "3 GND p|8 GND p|6 NC f|7 NC f|9 NC f|10 NC f"),
        Symbol.Box("USBLC6-2", "D", 10, "1 I/O1 p|2 GND p|3 I/O2 p", "6 I/O1 p|5 VBUS p|4 I/O2 p"),
        Symbol.Box("SM712", "D", 8, "", "1 A1 p|3 COM p|2 A2 p"),
        Symbol.Box(
            "ADM2587E", "U", 20, "2 VCC w|8 VCC w||4 RxD o|5 ~{RE} i|6 DE i|7 TxD i||1 GND1 w|3 GND1 w|9 GND1 w|10 GND1 w",
            "12 VISOOUT W|19 VISOIN w||18 A i|13 Y o|17 B i|15 Z o||11 GND2 w|14 GND2 w|16 GND2 w|20 GND2 w"),
        Symbol.Box(
            "SC16IS740", "U", 18,
                "14 ~{RESET} i|8 I2C/~{SPI} i|2 A0/~{CS} i|3 A1/SI i|4 SO t|5 SCL/SCLK i|6 SDA i|7 ~{IRQ} c||15 XTAL1 i|||||16 XTAL2 o",
            "12 TX o|13 RX i|10 ~{RTS} o|11 ~{CTS} i||1 VDD w||9 VSS w"),
        Symbol.Box("74LVC1G04", "U", 10, "2 A i||1 NC n|3 GND w", "4 Y o||5 VCC w"),
        Symbol.Box("74LVC2G00", "U", 10, "1 1A i|2 1B i||5 2A i|6 2B i||4 GND w", "7 1Y o|||3 2Y o|||8 VCC w"),
        Symbol.Box(
            "MCP23S17", "U", 20,
            "11 ~{CS} i|12 SCK i|13 SI i|14 SO t||18 ~{RESET} i||15 A0 i|16 A1 i|17 A2 i||9 VDD w||10 VSS w|20 INTA o|19 INTB o",
            "21 GPA0 b|22 GPA1 b|23 GPA2 b|24 GPA3 b|25 GPA4 b|26 GPA5 b|27 GPA6 b|28 GPA7 b||1 GPB0 b|2 GPB1 b|3 GPB2 b|4 GPB3 b|"
            + "5 GPB4 b|6 GPB5 b|7 GPB6 b|8 GPB7 b"),
        Symbol.Box("TPS3808G33", "U", 14, "6 VDD w|5 SENSE i|3 ~{MR} i|4 CT p", "1 ~{RESET} c|||2 GND w"),
        Symbol.Box("MAX6369", "U", 14, "8 VCC w|4 SET0 i|5 SET1 i|6 SET2 i||1 WDI i", "7 ~{WDO} c||3 NC n|||2 GND w"),
        Symbol.Box("MCP79511", "U", 14, "4 ~{CS} i|8 SCK i|6 SI i|7 SO t||1 X1 i|||||2 X2 o", "10 VCC w||3 VBAT p||9 MFP c||5 VSS w"),
        Symbol.Box("USB_C", "J", 10, "", "A4 VBUS p|B9 VBUS p|A9 VBUS p|B4 VBUS p||A5 CC1 p|B5 CC2 p||A6 D+ p|B6 D+ p|A7 D- p|B7 D- p|"
            + "|A1 GND p|B12 GND p|A12 GND p|B1 GND p|S1 SHIELD p"),
        Symbol.Box(
            "CP2102N", "U", 20, "7 VREGIN w|8 VBUS i||3 D+ b|4 D- b||9 ~{RST} i||2 GND w|25 EP w||1 ~{RI}/CLK b|22 ~{DSR} i|"
                + "24 ~{DCD} i|18 ~{CTS} i",
            "6 VDD W|5 VIO w||21 TXD o|20 RXD i||19 ~{RTS} o|23 ~{DTR} o|17 SUSPEND o|15 ~{SUSPEND} o|14 GPIO.0 b|13 GPIO.1 b|"
                + "12 GPIO.2 b|11 GPIO.3 b|10 NC n|16 NC n"),
        Symbol.Box("ISO7721", "U", 14, "1 VCC1 w||2 OUTA o|3 INB i||4 GND1 w", "8 VCC2 w||7 INA i|6 OUTB o||5 GND2 w"),
    ];
}
