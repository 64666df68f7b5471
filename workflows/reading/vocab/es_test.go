package vocab_test

const spanishAsks = `
Por la presente se solicita la emisión de la factura por el mantenimiento.
En contabilidad me piden la factura de los murales.
El saldo ya puede ser facturado.
Se autoriza la facturación de la segunda fase.
Esperamos la factura para tramitar el pago.
Para noviembre puedes repetir la misma factura del mes pasado.
Solicitamos cuenta / factura por las 3 charlas.
¿Me haces la factura de las cuatro sesiones, porfa?
me haces porfa la factura de los carteles
Porfa hazme la factura a nombre de mi empresa.
¿Nos puedes pasar la factura del taller?
Ya puedes mandarnos la factura de los bancos.
Ya podéis emitir la factura por el trabajo de mayo.
¿Podrías enviarme la factura cuando tengas un rato?
¿Podríais prepararnos la factura de las dos jornadas?
Pueden enviarnos la factura a esta dirección.
Puede usted emitir la factura a nombre de la sociedad.
¿Podés hacerme la factura por las 6 horas?
Mandame la factura así la pago el lunes.
Haceme la factura por los 3 afiches, dale.
Hacednos la factura con los datos de siempre.
Pasadme la factura de las camisetas.
Envíenos la factura por favor a compras@ejemplo.example.
Envianos la factura xfa
Mándame la factura en pdf.
Háganos la factura correspondiente por los servicios prestados.
Emítanos la factura a la mayor brevedad.
Facturadnos las 12 sillas a 40 euros.
Factúranos las dos mesas.
Nos lo puedes facturar ya.
Por favor facturar a nombre de Talleres Ubrique.
Favor de emitir la factura con los siguientes datos.
Le solicito de la manera más atenta la factura de los letreros.
Solicitamos factura por la consultoría de abril.
Solicito me expida la factura correspondiente.
Rogamos nos remitan la factura a la dirección indicada.
Les agradeceríamos que nos enviasen la factura antes del cierre.
Os agradecería que me hicierais la factura esta semana.
Te agradecería la factura cuando puedas.
Te encargo la factura de los gafetes.
¿Me apoyas con la factura de las horas?
Me ayudas con la factura por favor, es urgente para contabilidad.
Necesito la factura de los 20 marcos.
Necesitamos que nos emitáis una factura por la cuota.
Necesitaríamos factura del alquiler de la sala.
Quisiera la factura de la instalación.
Nos hace falta la factura del catering.
Te paso los importes para que hagas la factura.
Estos son los números para que nos emita la factura.
Quedo a la espera de su factura.
Quedamos pendientes de vuestra factura para tramitar el pago.
Esperamos su factura para programar el pago.
Visto bueno para facturar las horas de junio.
Adelante con la factura, todo correcto.
Proceda a emitir la factura por favor.
Cuando puedas me pasas la factura y te hago el bizum.
¿Sería posible que nos hicieras una factura por el diseño?
No olvides mandarme la factura.
Ocupo factura de los volantes, gracias.
Solicitud de factura // Adjunto no hay, son 3 mesas a 90 €.
necesito una facutra de los 5 talleres a 80 €
Por favor envíen su cuenta de cobro por el taller.
Para la factura // 4 bancos a 60 € + IVA, a nombre de Hotel Zurbano.
Factura rótulos // 2 rótulos a 95 € cada uno.
Datos fiscales: Bodegas Oteiza SL, CIF B00000000. 10 horas a 45 €. // Horas de octubre
Horas para facturar // 8 h a 40 €.
`

const spanishQuiet = `
Estoy esperando la factura del taller, a ver cuánto sale.
El seguro me ha enviado la factura.
Te paso la factura de la luz, 120 €.
Adjunto nuestra factura 331 correspondiente a mayo.
Le adjuntamos la factura del mes, importe 84,20 €.
Os envío mi factura por los trabajos de pintura, 600 €.
Su factura de abril ya está disponible. Importe: 45 €.
Rogamos abonen la factura 778 antes del día 30.
Por favor realicen el pago de la factura 12 por 300 €.
Le rogamos proceda al pago de la factura adjunta.
Se cargará en su cuenta el importe de 29,99 €. // Tu factura
Recordatorio de pago: factura 55 de 120 € vencida.
Segundo aviso: la factura 91 sigue pendiente de pago, 240 €.
No nos consta el pago de la factura 14.
Gracias por su compra. Total: 45 €.
Hemos recibido tu pedido, importe 60 €.
Ya he pagado la factura de los carteles.
Acabo de hacer la transferencia de la factura 7.
La factura quedó pagada ayer.
¿Me puedes mandar una copia de la factura de marzo?
¿Podéis reenviarnos la factura del año pasado?
Necesito un duplicado de la factura 2025-14.
Tengo una duda sobre la factura del día 12.
No entiendo una línea de vuestra factura.
¿A qué corresponde el cargo de 38 € de la factura?
¿Habéis recibido nuestra transferencia de 500 €?
¿Cuándo nos pagarán la factura 88?
¿Nos habéis facturado ya las sillas?
No factures todavía, falta la firma.
No nos facturen aún, por favor.
No emitas la factura hasta que te avise.
De momento no hagas factura.
No hace falta factura, gracias.
No es necesario que emitan factura por ahora.
Espera para hacer la factura, el presupuesto no está aprobado.
Te aviso yo cuando puedas hacer la factura.
A partir de ahora envíen todas sus facturas al nuevo buzón.
No aceptamos el presupuesto, se sale de lo previsto.
El fontanero me hizo una factura de 900 €, qué barbaridad.
Ayer llegó la factura de la luz, carísima.
Mi prima trabaja en facturación en una clínica.
El gestor habla de la factura electrónica obligatoria.
Hemos cambiado de programa de facturación.
Descubre nuestro programa de facturación desde 9 € al mes.
Puedes darte de baja de este boletín. Emite facturas fácilmente.
Aprovecha nuestra oferta especial, presupuesto sin compromiso.
Adjunto mi currículum para el puesto de contable en facturación.
Gracias por la factura, llegó bien.
Recibimos la factura y la pasamos a pago.
Le envío nuestro presupuesto n.º 88 para la cocina, 4.200 €.
Adjunto el presupuesto solicitado, válido un mes.
Le ofrecemos nuestra mejor tarifa.
¿Han podido ver nuestro presupuesto?
Confirmación del pedido 5567: 3 artículos, 78 €.
Tu pedido ha salido hoy.
Recibo de pago del alquiler, 700 €.
El pedido de cafés lo hizo Marta.
El precio del aceite está por las nubes.
Me han pedido un precio y una factura por lo del coche, ya ves.
Mañana te hago la factura y te la mando.
Emitimos la factura a final de mes y se la enviamos.
Descargue su factura en el área de clientes.
Te paso la factura del hotel para que la veas, 120 €.
El abono de la factura se hará por domiciliación.
Nos vemos el jueves y hablamos del presupuesto de la boda.
`

const spanishCorrections = `
La factura 61 está mal, el NIF no es el nuestro.
Hay un error en la factura de marzo.
¿Podéis rectificar la factura 114? El IVA es del 10 %.
Necesitamos una factura rectificativa.
Por favor anulen la factura y emitan otra con el nombre correcto.
Nos habéis facturado 12 sillas en vez de 10.
Solicitamos nota de crédito por la factura 77.
Cancelar la factura 33 y volver a emitirla con nuestro RFC.
`

const spanishOrders = `
Aceptamos el presupuesto 77, podéis mandar la factura del anticipo.
Confirmamos el pedido de 20 taburetes a 42 €.
Hacemos un pedido de 3 lámparas.
Le confirmo la orden de compra.
Damos por aceptada su cotización.
El presupuesto nos parece bien, adelante.
`

const spanishQuotes = `
¿Me podrías pasar presupuesto de 8 mesas plegables?
Solicito cotización de 200 tarjetas.
¿Cuánto costaría un letrero de madera?
¿Nos puede cotizar la instalación?
Quisiera saber el precio de 30 bolsas.
Necesitamos un presupuesto para la boda.
¿Me cotizas 50 gafetes?
Agradecería me enviaran su mejor precio.
Solicitud de presupuesto // 50 chapas.
`
