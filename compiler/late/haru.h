/* libharu: its objects and its writer (late/late.h). */
#ifndef LATE_HARU_H
#define LATE_HARU_H

#include "late/late.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

#define LATE_HARU(F)                                                                                                   \
    F(HPDF_Array_Add)                                                                                                  \
    F(HPDF_Array_AddName)                                                                                              \
    F(HPDF_Array_AddNumber)                                                                                            \
    F(HPDF_Array_AddReal)                                                                                              \
    F(HPDF_Array_New)                                                                                                  \
    F(HPDF_Binary_New)                                                                                                 \
    F(HPDF_CallbackWriter_New)                                                                                         \
    F(HPDF_Dict_Add)                                                                                                   \
    F(HPDF_Dict_AddBoolean)                                                                                            \
    F(HPDF_Dict_AddName)                                                                                               \
    F(HPDF_Dict_AddNumber)                                                                                             \
    F(HPDF_Dict_Free)                                                                                                  \
    F(HPDF_Dict_New)                                                                                                   \
    F(HPDF_Error_GetCode)                                                                                              \
    F(HPDF_Free)                                                                                                       \
    F(HPDF_GetVersion)                                                                                                 \
    F(HPDF_List_ItemAt)                                                                                                \
    F(HPDF_Name_New)                                                                                                   \
    F(HPDF_NewEx)                                                                                                      \
    F(HPDF_Obj_WriteValue)                                                                                             \
    F(HPDF_Pages_AddKids)                                                                                              \
    F(HPDF_Stream_Free)                                                                                                \
    F(HPDF_String_New)                                                                                                 \
    F(HPDF_Xref_Add)

LATE_DECLARE(late_haru, LATE_HARU)

#define HPDF_Array_Add          LATE(late_haru, HPDF_Array_Add)
#define HPDF_Array_AddName      LATE(late_haru, HPDF_Array_AddName)
#define HPDF_Array_AddNumber    LATE(late_haru, HPDF_Array_AddNumber)
#define HPDF_Array_AddReal      LATE(late_haru, HPDF_Array_AddReal)
#define HPDF_Array_New          LATE(late_haru, HPDF_Array_New)
#define HPDF_Binary_New         LATE(late_haru, HPDF_Binary_New)
#define HPDF_CallbackWriter_New LATE(late_haru, HPDF_CallbackWriter_New)
#define HPDF_Dict_Add           LATE(late_haru, HPDF_Dict_Add)
#define HPDF_Dict_AddBoolean    LATE(late_haru, HPDF_Dict_AddBoolean)
#define HPDF_Dict_AddName       LATE(late_haru, HPDF_Dict_AddName)
#define HPDF_Dict_AddNumber     LATE(late_haru, HPDF_Dict_AddNumber)
#define HPDF_Dict_Free          LATE(late_haru, HPDF_Dict_Free)
#define HPDF_Dict_New           LATE(late_haru, HPDF_Dict_New)
#define HPDF_Error_GetCode      LATE(late_haru, HPDF_Error_GetCode)
#define HPDF_Free               LATE(late_haru, HPDF_Free)
#define HPDF_GetVersion         LATE(late_haru, HPDF_GetVersion)
#define HPDF_List_ItemAt        LATE(late_haru, HPDF_List_ItemAt)
#define HPDF_Name_New           LATE(late_haru, HPDF_Name_New)
#define HPDF_NewEx              LATE(late_haru, HPDF_NewEx)
#define HPDF_Obj_WriteValue     LATE(late_haru, HPDF_Obj_WriteValue)
#define HPDF_Pages_AddKids      LATE(late_haru, HPDF_Pages_AddKids)
#define HPDF_Stream_Free        LATE(late_haru, HPDF_Stream_Free)
#define HPDF_String_New         LATE(late_haru, HPDF_String_New)
#define HPDF_Xref_Add           LATE(late_haru, HPDF_Xref_Add)

#endif
